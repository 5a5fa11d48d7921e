/** Lists of places and posts on the desk: first it is said which operation one belongs to, then its file is sent. */
import { useMemo } from 'react'
import { call } from '../../../../platform/web/client.ts'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import type { ListDesk } from '../../../../platform/web/desk/lists/list-desk.ts'
import { changeText } from '../../change-text.ts'
import { deployment } from '../../contract.ts'
import { postFields } from '../../list-fields.ts'
import { postListWords } from '../../words.ts'

export function usePostLists(): ListDesk {
  const { operation } = useDesk()
  const operationId = operation?.id
  return useMemo(
    () => ({
      room: deployment.room,
      operations: deployment.operations,
      fields: postFields,
      base: '/deployment/imports',
      home: '/deployment',
      changeText,
      verdicts: { conflict: null },
      words: postListWords,
      ...(operationId === undefined
        ? {}
        : {
            prepare: async (id, under) => void (await call(deployment.operations.openList, { id, operationId, under })),
          }),
    }),
    [operationId],
  )
}
