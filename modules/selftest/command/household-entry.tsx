/** Entering the self-tests of one household for them: its members, a result for each, in one go. */
import { App, Button, Drawer, Segmented } from 'antd'
import { useState } from 'react'
import { shanghaiClock, shanghaiDay } from '../../../platform/pure/time.ts'
import { serverNow, wordsOf } from '../../../platform/web/client.ts'
import { Answer } from '../../../platform/web/desk/answer.tsx'
import { useAct, useAsk } from '../../../platform/web/desk/queries.ts'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { selftest } from '../contract.ts'
import { results, sources, type TestResult } from '../model.ts'
import { deskWords as w } from './words.ts'
import './selftest.css'

interface HouseholdEntryProps {
  readonly collectionId: string
  readonly on: string
  readonly path: string
  readonly onClose: () => void
}

/** A test of today was taken just now; of a day gone by nobody knows the hour, and noon stands for it. */
export const testedOn = (day: string): string => {
  const now = serverNow()
  return day === shanghaiDay(now) ? new Date(now).toISOString() : new Date(`${day}T12:00:00+08:00`).toISOString()
}

export function HouseholdEntry({ collectionId, on, path, onClose }: HouseholdEntryProps) {
  const t = useT()
  const { message } = App.useApp()
  const [chosen, choose] = useState<Readonly<Record<string, TestResult>>>({})
  const answer = useAsk(selftest.operations.household, { collectionId, on, path })
  const record = useAct(selftest.operations.recordReports, {
    refresh: [selftest.room],
    onDone: ({ items }) => {
      void message.success(t(w.saved, { n: items.length }))
      onClose()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  const save = () => {
    const testedAt = testedOn(on)
    const notedAt = new Date(serverNow()).toISOString()
    const items = Object.entries(chosen).map(([residentId, result]) => ({
      id: freshId(),
      collectionId,
      residentId,
      result,
      testedAt,
      notedAt,
    }))
    record.mutate({ sentAt: notedAt, items })
  }
  return (
    <Drawer open onClose={onClose} size={460} title={t(w.enterTitle, { address: answer.data?.address ?? '' })}>
      <p className="muted">{t(w.enterHint)}</p>
      <Answer of={answer}>
        {({ members }) => (
          <>
            <ul className="selftest-members">
              {members.map((member) => (
                <li key={member.residentId}>
                  <span>
                    <strong>{member.name}</strong>{' '}
                    <span className="muted">
                      {member.standing
                        ? `${t(results.words[member.standing.result])} · ${t(sources.words[member.standing.source])} ${shanghaiClock(member.standing.statedAt)}`
                        : t(member.asked ? w.notYet : w.notAsked)}
                    </span>
                  </span>
                  <Segmented<TestResult | ''>
                    block
                    aria-label={member.name}
                    value={chosen[member.residentId] ?? ''}
                    options={[
                      { value: '', label: '–' },
                      ...results.values.map((value) => ({ value, label: t(results.words[value]) })),
                    ]}
                    onChange={(value) =>
                      choose(({ [member.residentId]: _, ...rest }) =>
                        value === '' ? rest : { ...rest, [member.residentId]: value },
                      )
                    }
                  />
                </li>
              ))}
            </ul>
            <Button
              type="primary"
              disabled={Object.keys(chosen).length === 0}
              loading={record.isPending}
              onClick={save}
            >
              {t(w.saveReports)}
            </Button>
          </>
        )}
      </Answer>
    </Drawer>
  )
}
