/** What may be asked of gates, and what may be heard from them. Crossings are a feed of their own (topic `gate.crossing`), not ledger lines. */
import { z } from 'zod'
import { contract, event } from '../../platform/pure/contract.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { keeperOperations } from './keeper-contract.ts'

export const gates = contract(
  'gate',
  { ...keeperOperations },
  {
    /** A doctor's way was opened: the duty officer is told at once. */
    medicalExit: event({
      words: ['就医通道放行', 'A medical exit was opened'],
      data: z.object({ crossingId: uuid, gateId: uuid }),
    }),
    /** Somebody on the way to a doctor was not let through: no software said so. */
    medicalRefused: event({
      words: ['就医被劝返', 'A medical exit was not opened'],
      data: z.object({ crossingId: uuid, gateId: uuid }),
    }),
    feverFound: event({
      words: ['卡口发现发热', 'Fever found at a gate'],
      data: z.object({ crossingId: uuid, gateId: uuid }),
    }),
  },
)
