/** The superiors' templates, and where a new one comes in. */
import { Link, useNavigate } from '@tanstack/react-router'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { upload, wordsOf } from '../../../../platform/web/client.ts'
import { Block, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { DropFile } from '../../../../platform/web/desk/drop-file.tsx'
import { NextIcon, PlusIcon } from '../../../../platform/web/desk/icons.tsx'
import { useRefresh } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import type { OutputFor } from '../../../../platform/web/client.ts'
import { picture } from '../../contract.ts'
import { reportWords, templateWords as w } from '../words.ts'
import './template.css'

type Line = OutputFor<typeof picture.operations.reports>['templates'][number]

export function TemplateList({ templates }: { templates: readonly Line[] }) {
  const t = useT()
  const may = useMay(picture.operations.uploadTemplate.roles)
  const [open, setOpen] = useState(false)
  return (
    <Block
      title={t(reportWords.templates)}
      note={t(reportWords.templatesNote)}
      flush
      actions={
        may && (
          <Button icon={<PlusIcon />} onClick={() => setOpen(true)}>
            {t(w.upload)}
          </Button>
        )
      }
    >
      {templates.length === 0 ? (
        <Nothing title={t(reportWords.templatesNone)} hint={t(reportWords.templatesNoneHint)} />
      ) : (
        <ul className="report-rows">
          {templates.map((one) => (
            <li key={one.id}>
              <Link className="report-row" to={`/reports/templates/${one.id}`}>
                <strong>{one.name}</strong>
                <span>{one.areaName}</span>
                <span>
                  {t(reportWords.marks)} {one.marks}
                </span>
                <NextIcon />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {open && <UploadDialog onClose={() => setOpen(false)} />}
    </Block>
  )
}

/** A new form: its name is the file's until another is typed. */
function UploadDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const refresh = useRefresh()
  const [id] = useState(freshId)
  const [name, setName] = useState('')
  const [percent, setPercent] = useState<number | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const send = async (file: File) => {
    const called = name.trim() || file.name.replace(/\.[^.]*$/, '')
    setRefused(null)
    setPercent(0)
    try {
      await upload(picture.operations.uploadTemplate, { id, name: called.slice(0, 80).padEnd(2, ' ·') }, file, {
        onProgress: (share) => setPercent(Math.floor(share * 100)),
      })
      await refresh(picture.operations.reports)
      await navigate({ to: `/reports/templates/${id}` })
    } catch (error) {
      setRefused(t(wordsOf(error)))
      setPercent(null)
    }
  }
  return (
    <Modal open title={t(w.uploadTitle)} onCancel={onClose} footer={null}>
      <Form layout="vertical">
        <Form.Item label={t(w.uploadName)} htmlFor="template-name">
          <Input id="template-name" maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        </Form.Item>
        <DropFile
          accept=".xlsx"
          says={percent === null ? t(w.drop) : t(w.uploading, { percent })}
          hint={t(w.uploadHint)}
          busy={percent !== null}
          refused={refused}
          onFile={(file) => void send(file)}
        />
      </Form>
    </Modal>
  )
}
