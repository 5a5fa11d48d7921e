/** What may be asked of operations, and what may be heard from them. */
import { z } from 'zod'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { operation, operationDraft } from './model.ts'

export const operations = contract(
  'operation',
  {
    operations: query({
      words: ['行动列表', 'Operations'],
      roles: 'signed-in',
      input: z.object({}),
      output: z.object({ operations: z.array(operation) }),
    }),
    operation: query({
      words: ['一个行动', 'One operation'],
      roles: 'signed-in',
      input: z.object({ id: uuid }),
      output: operation,
    }),
    openOperation: command({
      words: ['开启行动', 'Open an operation'],
      roles: ['officer', 'leader'],
      input: operationDraft,
      output: operation,
    }),
    endOperation: command({
      words: ['结束行动', 'End an operation'],
      roles: ['officer', 'leader'],
      input: z.object({ id: uuid }),
      output: operation,
    }),
  },
  {
    operationOpened: event({ words: ['行动开启', 'Operation opened'], data: z.object({ operationId: uuid }) }),
    operationEnded: event({ words: ['行动结束', 'Operation ended'], data: z.object({ operationId: uuid }) }),
  },
)
