/** What may be asked without a session: a link opens one place to ask at, one's own link one's own pass. Part of the contract. */
import { z } from 'zod'
import { command, query } from '../../platform/pure/contract.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { opened, ownPass } from './answers.ts'
import { applicationItem, key, objectionGrounds } from './application.ts'

/** Words that a person is told, or tells. */
export const told = z.string().trim().min(4).max(500)
const done = z.object({})

export const strangerOperations = {
  openLink: query({
    words: ['居民：打开办证入口', 'Resident: open the door'],
    roles: 'anyone',
    input: z.object({ key }),
    output: opened,
  }),
  ask: command({
    words: ['居民：申请出入证', 'Resident: ask for a pass'],
    roles: 'anyone',
    input: z.object({ key, item: applicationItem }),
    output: z.object({ known: z.boolean() }),
  }),
  object: command({
    words: ['楼栋长、房东：提出异议', 'Building head or landlord: object'],
    roles: 'anyone',
    input: z.object({
      key,
      id: uuid,
      applicationId: uuid,
      ground: objectionGrounds.schema,
      words: z.string().trim().max(200).nullable(),
    }),
    output: done,
  }),
  ownPass: query({
    words: ['居民：我的出入证', 'Resident: my pass'],
    roles: 'anyone',
    input: z.object({ key }),
    output: ownPass,
  }),
  withdraw: command({
    words: ['居民：撤回申请', 'Resident: withdraw'],
    roles: 'anyone',
    input: z.object({ key }),
    output: done,
  }),
  appeal: command({
    words: ['居民：申诉', 'Resident: appeal'],
    roles: 'anyone',
    input: z.object({ key, id: uuid, grounds: told }),
    output: done,
  }),
} as const
