/**
 * What is typed into the search box: kept while pages change, so that one can look into a dwelling and come back to the
 * people found; kept in the query cache, which ends with the session, and never in the address, because it is personal.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

/** `room`: what is typed in one room's box stands in no other's. */
export function useSearchText(room: string): [string, (text: string) => void] {
  const key = [room, 'typed'] as const
  const client = useQueryClient()
  const [text, setText] = useState(() => client.getQueryData<string>(key) ?? '')
  return [
    text,
    (next) => {
      client.setQueryDefaults(key, { gcTime: Number.POSITIVE_INFINITY })
      client.setQueryData(key, next)
      setText(next)
    },
  ]
}
