/** One opened tube: its clocks, its people with what is proposed for each, and freeing by two officials. */
import { App, Button } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../../platform/pure/time.ts'
import { wordsOf } from '../../../../platform/web/client.ts'
import { DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { isWaiting, proposals, proposeFor } from '../../clock.ts'
import { laboratory } from '../../contract.ts'
import { causes, criteria, type Member, type Pool, tellingOutcomes } from '../../model.ts'
import { followWords as w, laboratoryWords as l } from '../../words.ts'
import { Deadline } from './deadline.tsx'
import { FreeForm } from './free-form.tsx'

const ops = laboratory.operations

export function PoolBlock({ pool, now }: { pool: Pool; now: number }) {
  const t = useT()
  const [freeing, setFreeing] = useState<readonly Member[] | null>(null)
  const open = pool.closedAt === null
  const waiting = pool.members.filter((member) => isWaiting(member) && member.criterion === null)
  const overdue = now >= Date.parse(pool.judgeDue)
  return (
    <Block
      flush
      title={`${pool.code} · ${t(causes.words[pool.cause])}`}
      note={
        <>
          {[pool.roundName, pool.siteName].filter(Boolean).join(' · ')}
          {' · '}
          {t(w.opened, { name: pool.openedBy, when: shanghaiMinute(pool.openedAt) })}
          <br />
          {open ? (
            <span className="pool-clocks">
              {pool.members.some((m) => isWaiting(m) && m.resampledAt === null) && (
                <Deadline label={t(w.retestBy)} due={pool.retestDue} now={now} />
              )}
              <Deadline label={t(w.judgeBy)} due={pool.judgeDue} now={now} />
            </span>
          ) : (
            t(pool.closedHow === 'corrected' ? w.closedCorrected : w.closedJudged)
          )}
        </>
      }
      actions={
        open &&
        waiting.length > 0 && (
          <Button {...(overdue ? { type: 'primary' as const } : {})} onClick={() => setFreeing(waiting)}>
            {t(w.freeAll, { n: waiting.length })}
          </Button>
        )
      }
    >
      <DataTable<Member>
        id="laboratory.members"
        label={`${pool.code} ${t(w.people)}`}
        rows={pool.members}
        rowKey={(member) => member.sampleId}
        rowTone={(member) =>
          member.judged === 'positive' ? 'alarm' : !isWaiting(member) ? 'quiet' : overdue ? 'hand' : undefined
        }
        columns={[
          { key: 'name', title: l.name, width: 90, cell: (member) => member.name },
          { key: 'address', title: l.address, width: 190, cell: (member) => member.address },
          {
            key: 'phone',
            title: l.phone,
            width: 120,
            cell: (member) => <span className="mono">{member.phoneMasked ?? '–'}</span>,
          },
          { key: 'told', title: w.told, width: 120, cell: (member) => <Told member={member} /> },
          {
            key: 'state',
            title: w.state,
            width: 250,
            cell: (member) => <State member={member} judgeDue={pool.judgeDue} now={now} />,
          },
          {
            key: 'free',
            title: w.free,
            cell: (member) => (open ? <Free member={member} onPropose={() => setFreeing([member])} /> : null),
          },
        ]}
      />
      {pool.elsewhere > 0 && <p className="pool-elsewhere muted">{t(w.elsewhere, { n: pool.elsewhere })}</p>}
      {freeing && <FreeForm members={freeing} overdue={overdue} onClose={() => setFreeing(null)} />}
    </Block>
  )
}

function Told({ member }: { member: Member }) {
  const t = useT()
  if (member.lastTold === null || member.lastToldAt === null) return <span className="muted">{t(w.notTold)}</span>
  return (
    <>
      {t(tellingOutcomes.words[member.lastTold])} <span className="muted">{shanghaiMinute(member.lastToldAt)}</span>
    </>
  )
}

function State({ member, judgeDue, now }: { member: Member; judgeDue: string; now: number }) {
  const t = useT()
  const proposal = proposeFor(member, Date.parse(judgeDue), now)
  return (
    <>
      <span className={`proposal proposal-${proposal}`}>{t(proposals[proposal])}</span>
      {member.resampledAt && member.judged === null && (
        <div className="muted">{t(w.resampled, { when: shanghaiMinute(member.resampledAt) })}</div>
      )}
      {member.freedAt && member.criterion && (
        <div className="muted">
          {t(criteria.words[member.criterion])} ·{' '}
          {t(w.freedBy, { a: member.freeAskedBy ?? '', b: member.freedBy ?? '' })}
        </div>
      )}
    </>
  )
}

/** The first official proposes; anybody but them confirms. */
function Free({ member, onPropose }: { member: Member; onPropose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const confirm = useAct(ops.confirmFreeing, {
    refresh: [laboratory.room],
    onDone: () => void message.success(t(w.freed)),
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  if (!isWaiting(member)) return null
  const { criterion, sampleId, name } = member
  if (criterion === null)
    return (
      <Button size="small" aria-label={`${t(w.free)} ${name}`} onClick={onPropose}>
        {t(w.free)}
      </Button>
    )
  return (
    <span className="free-proposed">
      {t(w.proposedBy, { name: member.freeAskedBy ?? '', criterion: t(criteria.words[criterion]) })}
      {member.freeAskedByMe ? (
        <span className="muted"> · {t(w.needsOther)}</span>
      ) : (
        <Button
          size="small"
          type="primary"
          loading={confirm.isPending}
          aria-label={`${t(w.confirmFree)} ${name}`}
          onClick={() => confirm.mutate({ sampleIds: [sampleId], criterion })}
        >
          {t(w.confirmFree)}
        </Button>
      )}
    </span>
  )
}
