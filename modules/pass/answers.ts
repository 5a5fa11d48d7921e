/** What pages are answered with: shapes that more than one operation shares. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { codes } from '../../platform/pure/codes.ts'
import { moment } from '../../platform/pure/time.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { sexes } from '../register/model.ts'
import { applicationStates, declineReasons, linkKinds, revokeReasons } from './application.ts'
import { holder, passKey, passKinds, passStandings } from './model.ts'

export const board = z.object({
  asked: z.int(),
  verified: z.int(),
  objected: z.int(),
  valid: z.int(),
  revoked: z.int(),
  declined: z.int(),
  reprint: z.int(),
  /** Whole hours of the worst measure whose release nobody recorded. */
  lateHours: z.int(),
  overdueAppeals: z.int(),
  openSamples: z.int(),
})

export const appealOutcomes = codes({
  kept: ['维持', 'Upheld as it was'],
  changed: ['变更', 'Changed'],
  withdrawn: ['本人撤回', 'Withdrawn by the person'],
})
export const appeal = z.object({
  id: uuid,
  measureId: uuid,
  document: z.string(),
  applicationId: uuid.nullable(),
  name: z.string(),
  grounds: z.string(),
  receivedAt: moment,
  dueAt: moment,
  answeredAt: moment.nullable(),
  outcome: appealOutcomes.schema.nullable(),
  answer: z.string().nullable(),
})
export type Appeal = z.infer<typeof appeal>

export const issued = z.object({
  id: uuid,
  number: z.string(),
  path: areaPath,
  place: z.string(),
  kind: passKinds.schema,
  name: z.string(),
  sex: sexes.schema.nullable(),
  phoneTail: z.string().nullable(),
  scope: z.array(z.string()),
  from: moment,
  until: moment,
  issuedAt: moment,
  issuedBy: z.string().nullable(),
  verifiedBy: z.string().nullable(),
  standing: passStandings.schema,
  endedAt: moment.nullable(),
  revokeReason: revokeReasons.schema.nullable(),
  cardAt: moment.nullable(),
  /** Its card is signed by a key that leaked. */
  reprint: z.boolean(),
})
export type Issued = z.infer<typeof issued>

/** A printed card; names masked as a gate sees them. */
export const card = z.object({
  passId: uuid,
  number: z.string(),
  code: z.string(),
  kind: passKinds.schema,
  holder,
  place: z.string(),
  scope: z.array(z.string()),
  until: moment,
})
export type Card = z.infer<typeof card>

export const link = z.object({
  id: uuid,
  path: areaPath,
  place: z.string(),
  who: linkKinds.schema,
  name: z.string().nullable(),
  madeAt: moment,
  closedAt: moment.nullable(),
  asked: z.int(),
})
export type Link = z.infer<typeof link>

export const signingKey = passKey.extend({
  madeAt: moment,
  /** Cards of valid passes that are signed with it. */
  cards: z.int(),
  /** Signs now. */
  current: z.boolean(),
  /** This installation's secret still makes it. */
  usable: z.boolean(),
})
export type SigningKey = z.infer<typeof signingKey>

/** As a notice tells it. */
const told = z.object({
  measureId: uuid,
  decidedBy: z.string(),
  document: z.string(),
  article: z.string(),
  startsAt: moment,
  endsAt: moment,
  rules: z.string(),
  call: z.string(),
  appealTo: z.string(),
  appealDays: z.int(),
})
export type ToldMeasure = z.infer<typeof told>

export const opened = z.object({
  who: linkKinds.schema,
  name: z.string().nullable(),
  place: z.string(),
  kinds: z.array(passKinds.schema),
  measure: told.nullable(),
  /** Of a household: its members, masked. */
  members: z.array(z.object({ id: uuid, name: z.string(), stands: z.enum(['none', 'asked', 'issued']) })),
  /** Of a building head, landlord or property manager: who asks for a pass there, masked. */
  applications: z.array(
    z.object({
      id: uuid,
      name: z.string(),
      kind: passKinds.schema,
      place: z.string(),
      state: applicationStates.schema,
      askedAt: moment,
      objected: z.boolean(),
    }),
  ),
})
export type Opened = z.infer<typeof opened>

export const ownPass = z.object({
  /** The server's time: what the holder's phone tells the time by. */
  now: moment,
  name: z.string(),
  kind: passKinds.schema,
  state: applicationStates.schema,
  declined: z.object({ reason: declineReasons.schema, text: z.string() }).nullable(),
  measure: told.nullable(),
  appeal: z.object({ dueAt: moment, answer: z.string().nullable() }).nullable(),
  pass: z
    .object({
      number: z.string(),
      scope: z.array(z.string()),
      from: moment,
      until: moment,
      standing: passStandings.schema,
      revoked: z.object({ reason: revokeReasons.schema, text: z.string() }).nullable(),
      /** For now and for the time ahead, oldest first; each good between its seconds since 1970. */
      codes: z.array(z.object({ notBefore: z.int(), expires: z.int(), code: z.string() })),
    })
    .nullable(),
})
export type OwnPass = z.infer<typeof ownPass>
