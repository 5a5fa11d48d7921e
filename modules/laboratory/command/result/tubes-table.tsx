/** Tubes of a round, narrowed by what the page's figures open, by site and by code. */
import { Button, Input, Select, Tag } from 'antd'
import { type ReactNode, useDeferredValue, useState } from 'react'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import type { InputFor } from '../../../../platform/web/client.ts'
import { type Column, DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { usePages } from '../../../../platform/web/desk/use-pages.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { laboratory } from '../../contract.ts'
import { differences, stages } from '../../custody.ts'
import { outcomes, type TubeLine } from '../../model.ts'
import { custodyWords, laboratoryWords as l, resultWords as w } from '../../words.ts'
import { useRoundSites } from '../use-round-sites.ts'

const ops = laboratory.operations
export type TubesShown = Omit<InputFor<typeof ops.tubes>, 'roundId' | 'after' | 'limit' | 'code' | 'siteId'>

interface TubesTableProps {
  readonly roundId: string
  readonly shown: TubesShown
  readonly onShow: (shown: TubesShown) => void
  readonly onOpen?: (tube: { tubeId: string; code: string }) => void
  /** Custody instead of outcomes. */
  readonly custody?: boolean
  readonly empty: ReactNode
  readonly actions?: ReactNode
}

export function TubesTable({ roundId, shown, onShow, onOpen, custody, empty, actions }: TubesTableProps) {
  const t = useT()
  const sees = useMay(ops.tubeHistory.roles)
  const { sites, siteName } = useRoundSites(roundId)
  const [siteId, setSite] = useState('')
  const [typed, setTyped] = useState('')
  const code = useDeferredValue(typed.trim())
  const narrowed = Object.keys(shown).length > 0 || siteId !== '' || code !== ''
  const list = usePages(
    ops.tubes,
    { roundId, ...shown, ...(siteId ? { siteId } : {}), ...(code ? { code } : {}) },
    { keep: true },
  )
  const columns: Column<TubeLine>[] = [
    {
      key: 'code',
      title: l.code,
      width: 160,
      cell: (tube) =>
        onOpen && tube.code !== null ? (
          <Button
            type="link"
            size="small"
            className="mono tube-code"
            onClick={() => onOpen({ tubeId: tube.tubeId, code: tube.code ?? '' })}
          >
            {tube.code}
          </Button>
        ) : (
          <span className="mono">{tube.code ?? '–'}</span>
        ),
    },
    { key: 'site', title: l.site, width: 200, cell: (tube) => siteName(tube.siteId) },
    { key: 'heads', title: l.heads, width: 70, right: true, cell: (tube) => tube.heads },
    ...(custody
      ? [
          {
            key: 'counted',
            title: custodyWords.counted,
            width: 70,
            right: true,
            cell: (tube: TubeLine) => tube.counted ?? '',
          },
        ]
      : []),
    {
      key: 'stage',
      title: l.stage,
      width: 220,
      cell: (tube) => (
        <>
          {t(stages.words[tube.stage])} <span className="muted">{shanghaiMinute(tube.since)}</span>
          {tube.late && <strong className="tube-late">{t(l.late)}</strong>}
        </>
      ),
    },
    ...(sees && !custody
      ? [{ key: 'outcome', title: l.outcome, width: 140, cell: (tube: TubeLine) => <OutcomeOf tube={tube} /> }]
      : []),
    {
      key: 'differences',
      title: custodyWords.differences,
      cell: (tube) => tube.differences.map((d) => t(differences.words[d])).join(' · '),
    },
  ]
  return (
    <DataTable
      id={custody ? 'laboratory.custody' : 'laboratory.tubes'}
      label={t(w.tubes)}
      columns={columns}
      rows={list.rows}
      rowKey={(tube) => tube.tubeId}
      loading={list.reading && list.rows === undefined}
      total={list.total}
      onMore={list.more}
      rowTone={(tube) =>
        tube.outcome === 'positive' ? 'alarm' : tube.outcome === 'recheck' || tube.late ? 'hand' : undefined
      }
      actions={actions}
      filters={
        <>
          <Select
            aria-label={t(l.site)}
            value={siteId}
            onChange={setSite}
            options={[
              { value: '', label: t(l.allSites) },
              ...sites.map((site) => ({ value: site.id, label: site.name })),
            ]}
            style={{ minWidth: 180 }}
          />
          <Input.Search
            allowClear
            aria-label={t(w.search)}
            placeholder={t(w.search)}
            value={typed}
            maxLength={40}
            onChange={(event) => setTyped(event.target.value)}
            style={{ width: 180 }}
          />
          {Object.keys(shown).length > 0 && (
            <Tag closable onClose={() => onShow({})}>
              {[
                ...(shown.outcome ?? []).map((o) => t(outcomes.words[o])),
                ...(shown.stage ?? []).map((s) => t(stages.words[s])),
                ...(shown.difference ?? []).map((d) => t(differences.words[d])),
                ...(shown.onlyDiffering ? [t(custodyWords.anyKind)] : []),
              ].join(' · ')}
            </Tag>
          )}
        </>
      }
      empty={narrowed ? <Nothing title={t(w.noneFound)} /> : empty}
    />
  )
}

function OutcomeOf({ tube }: { tube: TubeLine }) {
  const t = useT()
  if (tube.outcome === null) return null
  return (
    <span className={`outcome outcome-${tube.outcome}`}>
      {t(outcomes.words[tube.outcome])}
      {tube.turns > 1 && <span className="muted"> · {t(w.turns, { n: tube.turns })}</span>}
    </span>
  )
}
