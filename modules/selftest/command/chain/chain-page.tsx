/**
 * A pasted chain becomes records: read here, matched against the register, looked at line by line where it is doubtful, then written.
 * The text stays in this page; a decision outlives the next pasting of the longer chain as long as the page is open.
 */
import { App, Button } from 'antd'
import { useCallback, useMemo, useState } from 'react'
import type { Chain } from '../../../../platform/pure/chain/model.ts'
import { PasteBox } from '../../../../platform/web/chain/paste-box.tsx'
import { wordsOf } from '../../../../platform/web/client.ts'
import { AreaPicker } from '../../../../platform/web/desk/area-picker.tsx'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import type { AddressParts } from '../../../register/address.ts'
import { register } from '../../../register/contract.ts'
import { chainReaders } from '../../chain-readers.ts'
import { type Decision, reviewChain, rowsOf } from '../../chain-review.ts'
import { selftest } from '../../contract.ts'
import { MOST_CHAIN, problems, type TestResult } from '../../model.ts'
import { CollectionFrame, type Framed } from '../collection-frame.tsx'
import { chainPageWords as w } from '../words.ts'
import { AskedLines } from './asked-lines.tsx'
import { SettledLines } from './settled-lines.tsx'
import { type Matched, peopleAsked, useMatched } from './use-matched.ts'
import './chain.css'

type Read = Chain<AddressParts, TestResult>

export default function ChainPage() {
  return <CollectionFrame section="chain">{(framed) => <ChainOf key={framed.on} {...framed} />}</CollectionFrame>
}

function ChainOf({ collection, on }: Framed) {
  const t = useT()
  const { area } = useDesk()
  const top = area.path.length > collection.path.length ? area : { path: collection.path, name: collection.areaName }
  const [under, setUnder] = useState(top.path)
  const [chain, setChain] = useState<Read | null>(null)
  const [decisions, setDecisions] = useState<ReadonlyMap<string, Decision>>(new Map())
  const compounds = useAsk(register.operations.areasByKind, { under, kind: 'compound' }, { staleTime: 600_000 })
  const readers = useMemo(() => chainReaders(compounds.data?.areas.map((one) => one.name)), [compounds.data])
  const matched = useMatched()
  const { clear } = matched
  const onRead = useCallback(
    (read: Read | null) => {
      setChain(read)
      clear()
    },
    [clear],
  )
  const rows = useMemo(() => (chain ? rowsOf(chain) : []), [chain])
  const decide = (key: string, decision: Decision | null) =>
    setDecisions((before) => {
      const after = new Map(before)
      if (decision === null) after.delete(key)
      else after.set(key, decision)
      return after
    })
  const ask = () => matched.ask({ collectionId: collection.id, on, under, people: peopleAsked(rows) })
  return (
    <>
      <Block>
        <div className="chain-top">
          <label htmlFor="chain-group">
            <strong>{t(w.group)}</strong>
            <span className="muted">{t(w.groupHint)}</span>
          </label>
          <AreaPicker
            id="chain-group"
            root={top}
            value={under}
            label={t(w.group)}
            onChange={(path) => {
              setUnder(path)
              clear()
            }}
          />
        </div>
        <PasteBox readers={readers} onRead={onRead} />
        <OtherDay chain={chain} on={on} />
        {rows.length > MOST_CHAIN && (
          <p className="chain-warn" role="alert">
            {t(problems.chainTooLong.words, { most: MOST_CHAIN })}
          </p>
        )}
        <div className="chain-actions">
          <Button
            type="primary"
            disabled={rows.length === 0 || rows.length > MOST_CHAIN}
            loading={matched.busy}
            onClick={ask}
          >
            {t(w.match)}
          </Button>
        </div>
      </Block>
      {matched.data && (
        <Result {...{ collectionId: collection.id, on, rows, decisions, decide }} matched={matched.data} onDone={ask} />
      )}
    </>
  )
}

/** The heading names another day than the one that is entered for. */
function OtherDay({ chain, on }: { chain: Read | null; on: string }) {
  const t = useT()
  const said = chain?.day
  if (!said) return null
  const [month, day] = [Number(on.slice(5, 7)), Number(on.slice(8))]
  if (said.month === month && said.day === day) return null
  return (
    <p className="chain-warn" role="alert">
      {t(w.otherDay, { said: `${said.month}-${said.day}`, chosen: `${month}-${day}` })}
    </p>
  )
}

interface ResultProps {
  readonly collectionId: string
  readonly on: string
  readonly rows: ReturnType<typeof rowsOf>
  readonly matched: Matched
  readonly decisions: ReadonlyMap<string, Decision>
  readonly decide: (key: string, decision: Decision | null) => void
  /** Written: see what is on record now. */
  readonly onDone: () => void
}

function Result({ collectionId, on, rows, matched, decisions, decide, onDone }: ResultProps) {
  const t = useT()
  const { message } = App.useApp()
  const { residentOf } = matched
  const review = useMemo(
    () => reviewChain(rows, matched.matches, decisions, (id) => residentOf(id) ?? { standing: null, chain: null }),
    [rows, matched.matches, decisions, residentOf],
  )
  const apply = useAct(selftest.operations.applyChain, {
    refresh: [selftest.room],
    onDone: ({ written }) => {
      void message.success(t(w.applied, { written }))
      onDone()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const having = (...status: string[]) => review.rows.filter((row) => status.includes(row.status))
  const asked = having('asked', 'unknown')
  const n = review.toWrite.length
  const write = () =>
    apply.mutate({
      collectionId,
      on,
      items: review.toWrite.map(({ residentId, result }) => ({ id: freshId(), residentId, result })),
    })
  return (
    <>
      <Figures label={t(w.title)}>
        <Figure
          lead
          label={t(w.asked)}
          value={having('asked').length}
          {...(having('asked').length > 0 ? { tone: 'hand' as const } : {})}
        />
        <Figure label={t(w.unknown)} value={having('unknown').length} />
        <Figure label={t(w.certain)} value={having('certain', 'decided').length} />
        <Figure label={t(w.known)} value={having('known').length} />
        <Figure label={t(w.toWrite)} value={n} />
      </Figures>
      <AskedLines rows={having('asked', 'unknown', 'decided', 'left-out')} {...{ matched, decisions, decide }} />
      <SettledLines rows={having('certain', 'known')} residentOf={residentOf} />
      <div className="chain-apply">
        <Button type="primary" size="large" disabled={n === 0} loading={apply.isPending} onClick={write}>
          {n === 0 ? t(w.nothingNew) : t(w.apply, { n })}
        </Button>
        <span className="muted">{asked.length > 0 ? t(w.stillAsked, { n: asked.length }) : t(w.appliedHint)}</span>
      </div>
    </>
  )
}
