/** Self-tests on the phone of whoever goes from door to door: the collection, its households, one household; and who is to be followed up. */
import { useEffect, useState } from 'react'
import type { Word } from '../../../platform/pure/words.ts'
import { isOffline, wordsOf } from '../../../platform/web/client.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { NextIcon } from '../../../platform/web/phone/icons.tsx'
import { Page } from '../../../platform/web/phone/page.tsx'
import { BusyBar, Notice } from '../../../platform/web/phone/parts.tsx'
import { usePhone } from '../../../platform/web/phone/phone.tsx'
import { useScreens } from '../../../platform/web/phone/screens.tsx'
import { useKept } from '../../../platform/web/phone/use-kept.ts'
import type { Collection } from '../model.ts'
import { FollowUpsScreen } from './follow-ups-screen.tsx'
import { fetchCollections, readCollections } from './household-list.ts'
import { HouseholdScreen } from './household-screen.tsx'
import { HouseholdsScreen } from './households-screen.tsx'
import { fieldWords as w } from './words.ts'

export function SelftestTask() {
  const t = useT()
  const { db } = usePhone()
  const { screen, swap } = useScreens()
  const kept = useKept(() => readCollections(db), [db])
  const [problem, setProblem] = useState<Word | null>(null)
  const [busy, setBusy] = useState(true)
  useEffect(() => {
    let gone = false
    fetchCollections(db)
      .catch((error: unknown) => gone || setProblem(isOffline(error) ? w.notYet : wordsOf(error)))
      .finally(() => gone || setBusy(false))
    return () => {
      gone = true
    }
  }, [db])
  const chosen = screen.with?.['collectionId']
  const only = kept?.length === 1 ? kept[0] : undefined
  const collection = kept?.find((one) => one.id === chosen) ?? only
  if (screen.name === 'follow-ups') return <FollowUpsScreen />
  if (collection && screen.name === 'household' && screen.with?.['path'])
    return <HouseholdScreen collection={collection} path={screen.with['path']} />
  if (collection) return <HouseholdsScreen key={collection.id} collection={collection} />
  return (
    <Page first title={t(w.choose)}>
      {busy ? <BusyBar label={t(w.choose)} /> : null}
      {problem && !kept ? <Notice kind="warn">{t(problem)}</Notice> : null}
      {!busy && kept?.length === 0 ? (
        <div className="empty">
          <strong>{t(w.none)}</strong>
          <p>{t(w.noneHint)}</p>
        </div>
      ) : null}
      <Collections all={kept ?? []} onChoose={(id) => swap('root', { collectionId: id })} />
    </Page>
  )
}

function Collections({ all, onChoose }: { all: readonly Collection[]; onChoose: (id: string) => void }) {
  if (all.length === 0) return null
  return (
    <ul className="rows">
      {all.map((one) => (
        <li key={one.id}>
          <button type="button" className="row" onClick={() => onChoose(one.id)}>
            <span className="row-main">
              <span className="row-title">{one.name}</span>
              <span className="row-more">{one.areaName}</span>
            </span>
            <NextIcon />
          </button>
        </li>
      ))}
    </ul>
  )
}
