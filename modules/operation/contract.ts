/** What may be asked of operations, and what may be heard from them. */
import { z } from 'zod'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { operation, operationDraft } from './model.ts'

const said = z.tuple([z.string(), z.string()])

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
    ending: query({
      words: ['结束行动前看一眼', 'What ending an operation would close'],
      roles: ['officer', 'leader'],
      input: z.object({ id: uuid }),
      output: z.object({
        /** Why it cannot end yet. */
        forbids: said.nullable(),
        /** What still stands and is closed with it. */
        closes: z.array(said),
      }),
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
