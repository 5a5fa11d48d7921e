/**
 * What is typed into the search box: kept while pages change, so that one can look into a dwelling and come back to the
 * people found; kept in the query cache, which ends with the session, and never in the address, because it is personal.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

const KEY = ['register', 'typed'] as const

export function useSearchText(): [string, (text: string) => void] {
  const client = useQueryClient()
  const [text, setText] = useState(() => client.getQueryData<string>(KEY) ?? '')
  return [
    text,
    (next) => {
      client.setQueryDefaults(KEY, { gcTime: Number.POSITIVE_INFINITY })
      client.setQueryData(KEY, next)
      setText(next)
    },
  ]
}
