/** Doors to ask by: posters for compounds, links of those who look after a place, slips for every household of a building. */
import { App, Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { call, wordsOf } from '../../../platform/web/client.ts'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { choices } from '../../../platform/web/desk/choices.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { type DeskOperation, useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { Paper } from '../../../platform/web/desk/paper.tsx'
import { PrintButton } from '../../../platform/web/desk/print-button.tsx'
import { QrCode } from '../../../platform/web/desk/qr-code.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { web } from '../../../platform/web/words.ts'
import type { Link } from '../answers.ts'
import { type LinkKind, linkKinds } from '../application.ts'
import { pass } from '../contract.ts'
import { PassFrame } from './pass-frame.tsx'
import { linkOf, PassLink } from './pass-link.tsx'
import { deskWords as w } from './words.ts'

const ops = pass.operations
interface Typed {
  who: LinkKind
  path: string
  name?: string
}
const named = (who: LinkKind | undefined): boolean => who !== undefined && who !== 'poster' && who !== 'household'

export default function DoorsPage() {
  const { t } = useLang()
  return (
    <PassFrame title={w.doors} lead={w.doorsLead} back={{ to: '/passes', label: t(w.back) }}>
      {(operation) => <Doors operation={operation} />}
    </PassFrame>
  )
}

function Doors({ operation }: { operation: DeskOperation }) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const { area } = useDesk()
  const [making, make] = useState<string | null>(null)
  const [shown, show] = useState<{ token: string; place: string; poster: boolean } | null>(null)
  const [slipsOf, setSlipsOf] = useState(area.path)
  const [printing, print] = useState(false)
  const [form] = Form.useForm<Typed>()
  const who = Form.useWatch('who', form)
  const answer = useAsk(ops.links, { operationId: operation.id, under: area.path })
  const onProblem = (error: Error) => void message.error(t(wordsOf(error)))
  const open = useAct(ops.makeLink, {
    refresh: [pass.room],
    onProblem,
    onDone: ({ token }, asked) => {
      make(null)
      show({ token, place: '', poster: asked.who === 'poster' })
    },
  })
  const look = useAct(ops.linkToken, { onProblem })
  const close = useAct(ops.closeLink, { refresh: [pass.room], onProblem })
  const columns: Column<Link>[] = [
    { key: 'who', title: w.who, width: 120, cell: (row) => t(linkKinds.words[row.who]) },
    { key: 'name', title: w.whose, width: 130, cell: ({ name }) => name },
    { key: 'place', title: w.place, width: 220, cell: ({ place }) => place },
    { key: 'asked', title: w.asked, width: 100, right: true, cell: ({ asked }) => asked },
    { key: 'made', title: w.askedAt, width: 140, cell: ({ madeAt }) => shanghaiMinute(madeAt) },
    {
      ...{ key: 'act', title: w.act, width: 220 },
      cell: (row) =>
        row.closedAt === null ? (
          <span className="pass-acts">
            <Button
              size="small"
              onClick={() =>
                look.mutate(
                  { id: row.id },
                  { onSuccess: ({ token }) => show({ token, place: row.place, poster: row.who === 'poster' }) },
                )
              }
            >
              {t(w.show)}
            </Button>
            <Button size="small" onClick={() => close.mutate({ id: row.id })}>
              {t(w.close)}
            </Button>
          </span>
        ) : (
          t(w.closed)
        ),
    },
  ]
  const begin = (
    <Button type="primary" onClick={() => make(freshId())}>
      {t(w.newDoor)}
    </Button>
  )
  return (
    <>
      <Block title={t(w.printSlips)}>
        <div className="pass-acts">
          <span style={{ width: 320 }}>
            <AreaPicker value={slipsOf} shownAs={area.name} onChange={(path) => setSlipsOf(path)} />
          </span>
          <PrintButton
            label={t(w.printSlips)}
            title={t(w.printSlips)}
            read={(purpose) => call(ops.householdSlips, { operationId: operation.id, under: slipsOf, purpose, lang })}
            paper={({ slips, watermark }, onPrinted) => (
              <Paper ready onPrinted={onPrinted}>
                <div className="pass-cards">
                  {slips.map(({ path, place, token }) => (
                    <article key={path} className="pass-card">
                      <QrCode text={linkOf(token)} label={t(w.slipTitle)} />
                      <div>
                        <p className="pass-card-name">{place}</p>
                        <p>{t(w.slipHow)}</p>
                        <p>{t(w.noPhone)}</p>
                      </div>
                    </article>
                  ))}
                </div>
                <p>{watermark}</p>
              </Paper>
            )}
          />
        </div>
      </Block>
      <Block flush>
        <DataTable
          id="pass.doors"
          label={t(w.doors)}
          columns={columns}
          rows={answer.data?.links}
          rowKey={({ id }) => id}
          rowTone={({ closedAt }) => (closedAt === null ? undefined : 'quiet')}
          loading={answer.isFetching}
          empty={<Nothing title={t(w.noDoors)} hint={t(w.noDoorsHint)} action={begin} />}
          actions={begin}
        />
      </Block>
      <Modal
        open={making !== null}
        title={t(w.newDoor)}
        onCancel={() => make(null)}
        destroyOnHidden
        okText={t(w.newDoor)}
        okButtonProps={{ loading: open.isPending }}
        cancelText={t(web.cancel)}
        onOk={() => form.submit()}
      >
        <Form<Typed>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ who: 'poster', path: area.path }}
          onFinish={({ who: kind, path, name }) =>
            open.mutate({
              ...{ id: making ?? freshId(), operationId: operation.id, path, who: kind },
              name: named(kind) ? (name?.trim() ?? null) : null,
            })
          }
        >
          <Form.Item name="who" label={t(w.who)}>
            <Select options={choices(linkKinds, t)} />
          </Form.Item>
          <Form.Item name="path" label={t(w.place)} rules={[{ required: true, message: t(w.required) }]}>
            <AreaPicker shownAs={area.name} />
          </Form.Item>
          {named(who) && (
            <Form.Item
              name="name"
              label={t(w.whose)}
              rules={[{ required: true, whitespace: true, message: t(w.required) }]}
            >
              <Input maxLength={80} />
            </Form.Item>
          )}
        </Form>
      </Modal>
      {shown && (
        <PassLink token={shown.token} title={w.show} onClose={() => show(null)}>
          {shown.poster && <Button onClick={() => print(true)}>{t(w.print)}</Button>}
        </PassLink>
      )}
      {shown && printing && (
        <Paper ready onPrinted={() => print(false)}>
          <section className="pass-poster">
            <h1>{shown.place}</h1>
            <p>{t(w.posterHow)}</p>
            <QrCode text={linkOf(shown.token)} label={t(w.posterHow)} />
            <p>{t(w.noPhone)}</p>
            <p>{t(w.noticeMedical)}</p>
          </section>
        </Paper>
      )}
    </>
  )
}
