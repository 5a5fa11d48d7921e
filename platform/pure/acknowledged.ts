/** What a batch of facts is answered, whichever room takes it: a line a fact, in the order sent. */
import { z } from 'zod'
import { uuid } from './uuid7.ts'

/** `known`: it had arrived before. */
const line = z.object({ id: uuid, known: z.boolean() })

export const acknowledged = z.object({ items: z.array(line) })

/** @param doubt what a room may note beside a fact that it takes nevertheless */
export const acknowledgedWith = <Doubt extends z.ZodType>(doubt: Doubt) =>
  z.object({ items: z.array(line.extend({ doubts: z.array(doubt) })) })
