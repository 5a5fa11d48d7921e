/** What may be asked of gates, and what may be heard from them. Crossings are a feed of their own (topic `gate.crossing`), not ledger lines. */
import { z } from 'zod'
import { contract, event } from '../../platform/pure/contract.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { deskOperations } from './desk-contract.ts'
import { keeperOperations } from './keeper-contract.ts'
import { alertKinds, gateStates, searchPurposes } from './model.ts'

const atCrossing = z.object({ crossingId: uuid, gateId: uuid })

export const gates = contract(
  'gate',
  { ...keeperOperations, ...deskOperations },
  {
    /** A doctor's way was opened: the duty officer is told at once. */
    medicalExit: event({ words: ['就医通道放行', 'A medical exit was opened'], data: atCrossing }),
    /** Somebody on the way to a doctor was not let through: no software said so. */
    medicalRefused: event({ words: ['就医未放行', 'A medical exit was not opened'], data: atCrossing }),
    feverFound: event({ words: ['卡口发现发热', 'Fever found at a gate'], data: atCrossing }),
    alertSeen: event({
      words: ['接手卡口警报', 'An alert from a gate was taken up'],
      data: z.object({ crossingId: uuid, kind: alertKinds.schema }),
    }),
    gateSet: event({
      words: ['登记或更正卡口', 'Gate set'],
      data: z.object({ gateId: uuid, state: gateStates.schema }),
    }),
    gatesChanged: event({
      words: ['调整卡口开闭', 'Gates opened or closed'],
      data: z.object({ changes: z.array(z.object({ gateId: uuid, state: gateStates.schema })) }),
    }),
    passageSearched: event({
      words: ['查询谁经过卡口', 'Looked up who passed a gate'],
      data: z.object({ gateId: uuid, from: moment, until: moment, purpose: searchPurposes.schema, found: z.int() }),
    }),
  },
)
