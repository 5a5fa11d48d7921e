/** One template: the form on the left, where its figures come from and what goes into the chosen cell on the right. */
import { useNavigate, useParams } from '@tanstack/react-router'
import { App, Button, Checkbox, Input, Segmented } from 'antd'
import { useState } from 'react'
import { call, wordsOf } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { Block, DeskPage } from '../../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../../platform/web/desk/export-button.tsx'
import { useAct, useAsk, useRefresh } from '../../../../platform/web/desk/queries.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { picture } from '../../contract.ts'
import type { Field } from '../../field.ts'
import type { Mark, Template } from '../../template.ts'
import { guessTakes, placeholdersOf, replaced, unmarked, withMarks } from '../../template-marks.ts'
import { askWords, templateWords as w } from '../words.ts'
import { CellPanel } from './cell-panel.tsx'
import { PartsPanel } from './parts-panel.tsx'
import { partOutputsOf, takesWords } from './part-outputs.ts'
import { SheetGrid } from './sheet-grid.tsx'
import './template.css'

export default function TemplatePage() {
  const { templateId } = useParams({ strict: false }) as { templateId: string }
  const template = useAsk(picture.operations.template, { id: templateId }, { staleTime: 60_000 })
  const fields = useAsk(picture.operations.fields, {})
  return (
    <Answer of={template} height={420}>
      {(data) => (
        <Answer of={fields} height={420}>
          {(asked) => <Form key={`${data.id} ${data.version}`} template={data} fields={asked.fields} />}
        </Answer>
      )}
    </Answer>
  )
}

/** The cell's text with what its placeholders are filled with; null where nothing is. */
function filledWords(text: string, own: readonly Mark[], words: (mark: Mark) => string): string | null {
  const whole = own.find((m) => m.within === null)
  if (whole) return words(whole)
  if (own.length === 0) return null
  return replaced(text, new Map(own.map((m) => [m.within ?? '', words(m)])))
}

type Draft = Pick<Template, 'name' | 'pinned' | 'parts' | 'marks'>

function Form({ template, fields }: { template: Template; fields: readonly Field[] }) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const refresh = useRefresh()
  const [draft, setDraft] = useState<Draft>(() => ({
    name: template.name,
    pinned: template.pinned,
    parts: template.parts,
    marks: template.marks,
  }))
  const [sheetName, setSheet] = useState(template.sheets[0]?.name ?? '')
  const [chosen, choose] = useState<string | null>(null)
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }))
  const dirty = (['name', 'pinned', 'parts', 'marks'] as const).some(
    (key) => JSON.stringify(draft[key]) !== JSON.stringify(template[key]),
  )
  const save = useAct(picture.operations.markTemplate, { refresh: [picture.operations.reports] })
  const keep = async () => {
    await save.mutateAsync({ id: template.id, version: template.version, ...draft })
    await refresh(picture.operations.template)
  }
  const sheet = template.sheets.find((s) => s.name === sheetName)
  const outputs = partOutputsOf(draft.parts, fields)
  const waiting = unmarked(placeholdersOf(template.sheets), draft.marks)
  const matchByName = () => {
    const found = waiting.flatMap((p) => {
      const takes = guessTakes(p.within, outputs)
      return takes ? [{ sheet: p.sheet, cell: p.cell, within: p.within, takes }] : []
    })
    change({ marks: withMarks(draft.marks, found) })
    void message.info(t(w.guessed, { n: found.length }))
  }
  return (
    <DeskPage
      title={draft.name}
      lead={t(w.lead, { file: template.fileName })}
      back={{ to: '/reports', label: t(w.back) }}
      actions={
        <>
          {template.mayChange && <RemoveButton template={template} />}
          {template.mayChange && (
            <Button
              disabled={!dirty}
              loading={save.isPending}
              onClick={() =>
                void keep().then(
                  () => message.success(t(w.savedDone)),
                  (error: unknown) => message.error(t(wordsOf(error))),
                )
              }
            >
              {t(w.save)}
            </Button>
          )}
          <ExportButton
            type="primary"
            label={t(w.fill)}
            title={t(w.fill)}
            disabled={draft.marks.length === 0}
            start={async (purpose) => {
              if (dirty && template.mayChange) await keep()
              return call(picture.operations.fillTemplate, { id: template.id, purpose, lang })
            }}
          />
        </>
      }
    >
      <div className="template">
        <Block flush>
          <div className="template-bar">
            {template.sheets.length > 1 && (
              <Segmented
                aria-label={t(w.sheet)}
                value={sheetName}
                onChange={(next) => {
                  setSheet(next)
                  choose(null)
                }}
                options={template.sheets.map((s) => s.name)}
              />
            )}
            {waiting.length > 0 && (
              <span className="template-waiting" role="status">
                {t(w.unmarked, { n: waiting.length })}
                {template.mayChange && draft.parts.length > 0 && (
                  <Button size="small" onClick={matchByName}>
                    {t(w.guess)}
                  </Button>
                )}
              </span>
            )}
            {dirty && template.mayChange && <span className="muted">{t(w.unsaved)}</span>}
          </div>
          {sheet && (
            <SheetGrid
              sheet={sheet}
              chosen={chosen}
              onChoose={choose}
              lookOf={(cell) => {
                const own = draft.marks.filter((m) => m.sheet === sheet.name && m.cell === cell)
                const text = sheet.rows.flatMap((r) => r.cells).find((c) => c.at === cell)?.text ?? ''
                const filled = filledWords(text, own, (m) => takesWords(m.takes, draft.parts, outputs, t))
                return {
                  ...(filled === null ? {} : { filled }),
                  waits: waiting.some((p) => p.sheet === sheet.name && p.cell === cell),
                }
              }}
            />
          )}
        </Block>
        <div className="template-side">
          {template.mayChange && (
            <Block>
              <Input
                aria-label={t(w.uploadName)}
                maxLength={80}
                value={draft.name}
                onChange={(event) => change({ name: event.target.value })}
              />
              <Checkbox checked={draft.pinned} onChange={(event) => change({ pinned: event.target.checked })}>
                {t(w.pin)}
              </Checkbox>
            </Block>
          )}
          <PartsPanel
            parts={draft.parts}
            mayChange={template.mayChange}
            onChange={(parts, marks) => change({ parts, ...(marks ? { marks: marks(draft.marks) } : {}) })}
          />
          {sheet && template.mayChange && (
            <CellPanel
              key={`${sheet.name} ${chosen ?? ''}`}
              sheet={sheet}
              cell={chosen}
              parts={draft.parts}
              outputs={outputs}
              marks={draft.marks}
              onMarks={(marks) => change({ marks })}
            />
          )}
        </div>
      </div>
    </DeskPage>
  )
}

function RemoveButton({ template }: { template: Template }) {
  const { t } = useLang()
  const navigate = useNavigate()
  const { modal, message } = App.useApp()
  const remove = useAct(picture.operations.removeTemplate, {
    refresh: [picture.operations.reports],
    onDone: () => {
      void message.success(t(askWords.removedDone))
      void navigate({ to: '/reports' })
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <Button
      onClick={() =>
        void modal.confirm({
          title: t(askWords.removeTitle, { name: template.name }),
          content: t(askWords.removeText),
          okText: t(askWords.removeDo),
          onOk: () =>
            remove.mutateAsync({ id: template.id, version: template.version }).then(undefined, () => undefined),
        })
      }
    >
      {t(askWords.removeDo)}
    </Button>
  )
}
