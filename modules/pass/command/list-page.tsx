/** Passes found by whatever somebody says of them; what is done about one is done where it is seen. */
import { App, Button, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { call, wordsOf } from '../../../platform/web/client.ts'
import { choices } from '../../../platform/web/desk/choices.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { type DeskOperation, useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { LinkButton } from '../../../platform/web/desk/link-button.tsx'
import { PrintButton } from '../../../platform/web/desk/print-button.tsx'
import { useAct, useRefresh } from '../../../platform/web/desk/queries.ts'
import { SearchBox } from '../../../platform/web/desk/search-box.tsx'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { web } from '../../../platform/web/words.ts'
import type { Issued } from '../answers.ts'
import { revokeReasons } from '../application.ts'
import { pass } from '../contract.ts'
import { type PassKind, type PassStanding, passKinds, passStandings } from '../model.ts'
import { CardPaper, ListPaper } from './card-paper.tsx'
import { Mark } from './mark.tsx'
import { PassFrame } from './pass-frame.tsx'
import { PassLink } from './pass-link.tsx'
import { ReasonForm } from './reason-form.tsx'
import { deskWords as w } from './words.ts'

const ops = pass.operations
type Cards = 'reprint' | 'unprinted'

export default function ListPage() {
  return (
    <PassFrame title={w.list} lead={w.listLead}>
      {(operation) => <Passes operation={operation} />}
    </PassFrame>
  )
}

function Passes({ operation }: { operation: DeskOperation }) {
  const { t, lang } = useLang()
  const { message, modal } = App.useApp()
  const { area } = useDesk()
  const refresh = useRefresh()
  const [text, setText] = useState('')
  const [filter, setFilter] = useState<{ kind?: PassKind; standing?: PassStanding; cards?: Cards }>({})
  const [revoking, setRevoking] = useState<Issued | null>(null)
  const [link, setLink] = useState<string | null>(null)
  const revokes = useMay(ops.revoke.roles)
  const of = { operationId: operation.id, under: area.path }
  const question = { ...of, ...filter, ...(text === '' ? {} : { text }), limit: 100 }
  const list = usePages(ops.passes, question, { keep: true })
  const after = {
    refresh: [pass.room],
    onProblem: (error: Error) => void message.error(t(wordsOf(error))),
  }
  const revoke = useAct(ops.revoke, { ...after, onDone: () => setRevoking(null) })
  const replace = useAct(ops.replace, {
    ...after,
    onDone: ({ number }) => void message.success(t(w.issuedNumber, { number })),
  })
  const surrender = useAct(ops.surrender, { ...after, onDone: () => void message.success(t(w.saved)) })
  const give = useAct(ops.personalLink, { ...after, onDone: ({ token }) => setLink(token) })
  const printed = (which: Cards | 'all') => async (purpose: string) => {
    const sheets = await call(ops.printCards, { ...of, which, purpose, lang })
    void refresh(pass.room)
    return sheets
  }
  const columns: Column<Issued>[] = [
    { key: 'name', title: w.name, width: 90, cell: ({ name }) => name },
    {
      ...{ key: 'number', title: w.number, width: 120 },
      cell: ({ number }) => <span className="pass-number">{number.replace(/(\d{3})(?=\d)/g, '$1 ')}</span>,
    },
    { key: 'kind', title: w.kind, width: 90, cell: ({ kind }) => t(passKinds.words[kind]) },
    { key: 'place', title: w.place, width: 180, cell: ({ place }) => place },
    {
      ...{ key: 'standing', title: w.state, width: 110 },
      cell: ({ standing, revokeReason }) => (
        <Mark tone={standing === 'valid' ? 'good' : standing === 'revoked' ? 'alarm' : 'plain'}>
          {t(passStandings.words[standing])}
          {revokeReason && ` · ${t(revokeReasons.words[revokeReason])}`}
        </Mark>
      ),
    },
    { key: 'until', title: w.until, width: 140, cell: ({ until }) => shanghaiMinute(until) },
    {
      ...{ key: 'act', title: w.act, width: lang === 'zh' ? 250 : 330 },
      cell: (row) =>
        row.standing === 'valid' && (
          <span className="pass-acts">
            <Button size="small" onClick={() => give.mutate({ passId: row.id })}>
              {t(w.link)}
            </Button>
            <Button
              size="small"
              onClick={() =>
                modal.confirm({
                  title: t(w.replaceSure),
                  okText: t(w.replace),
                  cancelText: t(web.cancel),
                  onOk: () => replace.mutate({ passId: row.id }),
                })
              }
            >
              {t(w.replace)}
            </Button>
            <Button size="small" onClick={() => surrender.mutate({ passId: row.id })}>
              {t(w.surrender)}
            </Button>
            {revokes && (
              <Button size="small" danger onClick={() => setRevoking(row)}>
                {t(w.revoke)}
              </Button>
            )}
          </span>
        ),
    },
    {
      ...{ key: 'card', title: w.cardAt, width: 130 },
      cell: ({ cardAt, reprint }) =>
        reprint ? t(w.cardReprint) : cardAt === null ? t(w.cardNone) : shanghaiMinute(cardAt),
    },
    {
      key: 'opens',
      title: w.opens,
      width: 150,
      extra: true,
      cell: ({ scope }) => scope.join(lang === 'zh' ? '、' : ', '),
    },
    { key: 'phone', title: w.phone, width: 80, extra: true, cell: ({ phoneTail }) => phoneTail },
    { key: 'issuedBy', title: w.issuedBy, width: 100, extra: true, cell: ({ issuedBy }) => issuedBy },
    { key: 'verifiedBy', title: w.verifiedBy, width: 100, extra: true, cell: ({ verifiedBy }) => verifiedBy },
  ]
  const narrowed = text !== '' || Object.keys(filter).length > 0
  const set = (part: { [K in keyof typeof filter]?: (typeof filter)[K] | undefined }) =>
    setFilter(Object.fromEntries(Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined)))
  return (
    <>
      <SearchBox text={text} onText={setText} label={t(w.find)} hint={t(w.findHint)} />
      <Block flush>
        <DataTable
          id="pass.list"
          label={t(w.list)}
          columns={columns}
          rows={list.rows}
          rowKey={({ id }) => id}
          rowTone={({ standing, reprint }) => (reprint ? 'hand' : standing === 'valid' ? undefined : 'quiet')}
          loading={list.reading}
          total={list.total}
          onMore={list.more}
          {...(narrowed
            ? {}
            : {
                empty: (
                  <Nothing
                    title={t(w.noPasses)}
                    hint={t(w.noPassesHint)}
                    action={<LinkButton to="/passes/desk">{t(w.desk)}</LinkButton>}
                  />
                ),
              })}
          filters={
            <>
              <Select<PassKind>
                allowClear
                style={{ width: 130 }}
                aria-label={t(w.anyKind)}
                placeholder={t(w.anyKind)}
                options={choices(passKinds, t)}
                onChange={(kind?: PassKind) => set({ kind })}
              />
              <Select<PassStanding>
                allowClear
                style={{ width: 130 }}
                aria-label={t(w.anyStanding)}
                placeholder={t(w.anyStanding)}
                options={choices(passStandings, t)}
                onChange={(standing?: PassStanding) => set({ standing })}
              />
              <Select<Cards>
                allowClear
                style={{ width: 180 }}
                aria-label={t(w.cardAt)}
                placeholder={t(w.cardAt)}
                options={[
                  { value: 'unprinted', label: t(w.cardNone) },
                  { value: 'reprint', label: t(w.cardReprint) },
                ]}
                onChange={(cards?: Cards) => set({ cards })}
              />
            </>
          }
          actions={
            <>
              <PrintButton
                label={t(w.printNew)}
                title={t(w.printNew)}
                read={printed('unprinted')}
                paper={(sheets, onPrinted) => <CardPaper {...sheets} onPrinted={onPrinted} />}
              />
              <PrintButton
                label={t(w.printAgain)}
                title={t(w.printAgain)}
                read={printed('reprint')}
                paper={(sheets, onPrinted) => <CardPaper {...sheets} onPrinted={onPrinted} />}
              />
              <PrintButton
                label={t(w.printList)}
                title={t(w.printList)}
                read={(purpose) => call(ops.printList, { ...of, purpose, lang })}
                paper={(sheets, onPrinted) => <ListPaper {...sheets} area={area.name} onPrinted={onPrinted} />}
              />
            </>
          }
        />
      </Block>
      {revoking && (
        <ReasonForm
          title={w.revoke}
          hint={w.revokeHint}
          reasons={revokeReasons}
          busy={revoke.isPending}
          onSend={(decision) => revoke.mutate({ passId: revoking.id, ...decision })}
          onClose={() => setRevoking(null)}
        />
      )}
      {link !== null && <PassLink token={`~${link}`} title={w.link} hint={w.linkHint} onClose={() => setLink(null)} />}
    </>
  )
}
