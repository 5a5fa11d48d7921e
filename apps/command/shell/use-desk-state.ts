/** The operation that is worked in: the one chosen on this device, else the one opened last; kept while it exists. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { operations } from '../../../modules/operation/contract.ts'
import type { Desk } from '../../../platform/web/desk/desk-context.tsx'
import { useAsk } from '../../../platform/web/desk/queries.ts'
import { useLive } from '../../../platform/web/live.ts'
import { useMe } from '../../../platform/web/session.tsx'
import { store, stored } from '../../../platform/web/stored.ts'
import { areaNames, eventWords, loadAreas } from './lent.ts'

const topics = [operations.events.operationOpened.type, operations.events.operationEnded.type]

export function useDeskState(): Desk {
  const { grant } = useMe()
  const [chosen, setChosen] = useState(() => stored('operation'))
  const queries = useQueryClient()
  const asked = useAsk(operations.operations.operations, {}, { staleTime: 60_000 })
  useLive(topics, () => void asked.refetch(), {
    onRestart: () => void queries.invalidateQueries(),
  })
  return useMemo(() => {
    const all = (asked.data?.operations ?? [])
      .map((o) => ({ id: o.id, name: o.name, path: o.path, open: o.state === 'open', at: o.openedAt }))
      .sort((a, b) => Number(b.open) - Number(a.open) || b.at.localeCompare(a.at))
    return {
      operations: all,
      operation: all.find((o) => o.id === chosen) ?? all[0] ?? null,
      chooseOperation: (id) => {
        store('operation', id)
        setChosen(id)
      },
      area: { path: grant.path, name: grant.areaName },
      loadAreas,
      areaNames,
      eventWords,
    }
  }, [asked.data, chosen, grant.path, grant.areaName])
}
