/** Lists to be compared, on the desk: first it is said which operation one belongs to, then its file is sent. */
import { useMemo } from 'react'
import { call } from '../../../platform/web/client.ts'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import type { ListDesk } from '../../../platform/web/desk/lists/list-desk.ts'
import { matching } from '../contract.ts'
import { lineFields } from '../list-fields.ts'
import { listWords } from './words.ts'

export function useLineLists(): ListDesk {
  const { operation } = useDesk()
  const operationId = operation?.id
  return useMemo(
    () => ({
      room: matching.room,
      operations: matching.operations,
      fields: lineFields,
      base: '/matching/imports',
      home: '/matching',
      homeOf: (id) => `/matching/lists/${id}`,
      changeText: (_, value) => value,
      words: listWords,
      ...(operationId === undefined
        ? {}
        : {
            prepare: async (id, under) => void (await call(matching.operations.openList, { id, operationId, under })),
          }),
    }),
    [operationId],
  )
}
