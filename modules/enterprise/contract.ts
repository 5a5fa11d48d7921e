/** What may be asked of enterprises and shops, and what may be heard from them. */
import { z } from 'zod'
import { areaPath } from '../../platform/pure/area.ts'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { listEvents, listOperations } from '../../platform/pure/list-contract.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { revealPurposes } from '../register/model.ts'
import { importFields } from './list-fields.ts'
import {
  enterprise,
  enterpriseChanges,
  enterpriseDraft,
  industries,
  kinds,
  managerDraft,
  phoneFields,
  propertyManager,
  sizes,
  stateReasons,
  states,
} from './model.ts'

const readers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const keepers = ['officer', 'leader', 'grid-worker'] as const
const leaders = ['officer', 'leader'] as const

/** Narrows lists of enterprises; all given conditions hold together. Without `states` those that are not closed. */
export const enterpriseFilter = z.object({
  under: areaPath.optional(),
  text: z.string().trim().max(80).optional(),
  kinds: z.array(kinds.schema).optional(),
  industries: z.array(industries.schema).optional(),
  sizes: z.array(sizes.schema).optional(),
  states: z.array(states.schema).optional(),
  /** Premises that this property manager looks after; 'none' those that nobody does. */
  manager: z.union([uuid, z.literal('none')]).optional(),
})

const ofEnterprise = { enterpriseId: uuid }

export const enterprises = contract(
  'enterprise',
  {
    counts: query({
      words: ['企业和商铺的数量', 'How many enterprises and shops there are'],
      roles: readers,
      input: z.object({ under: areaPath.optional() }),
      output: z.object({
        areaName: z.string(),
        open: z.int(),
        suspended: z.int(),
        closed: z.int(),
        /** Of those that are not closed, where it is known. */
        staff: z.int(),
        rooms: z.int(),
        /** Not closed, and nobody to ring. */
        withoutPhone: z.int(),
        /** Not closed, by kind, most first. */
        byKind: z.array(z.object({ kind: kinds.schema, enterprises: z.int(), staff: z.int() })),
      }),
    }),
    find: query({
      words: [
        '按名称、拼音、证照号码、电话尾号或地址找企业',
        'Find enterprises by name, pinyin, number, phone tail or address',
      ],
      roles: readers,
      input: enterpriseFilter.extend({ after: z.string().optional(), limit: z.int().min(1).max(200).default(50) }),
      output: z.object({
        rows: z.array(enterprise),
        next: z.string().nullable(),
        total: z.int(),
        /** How the text was understood. */
        readAs: z.enum(['name', 'letters', 'phone-tail', 'phone', 'code', 'address', 'all']),
      }),
    }),
    one: query({
      words: ['一家企业', 'One enterprise'],
      roles: readers,
      input: z.object({ id: uuid }),
      output: z.object({
        enterprise,
        /** From the community down to where it stands. */
        trail: z.array(z.object({ path: areaPath, name: z.string() })),
      }),
    }),
    history: query({
      words: ['一家企业的变动记录', 'What was done to an enterprise'],
      roles: leaders,
      input: z.object({ id: uuid }),
      output: z.object({
        lines: z.array(
          z.object({
            at: z.iso.datetime(),
            type: z.string(),
            accountName: z.string().nullable(),
            /** Names of fields that were changed; never what stood in them. */
            fields: z.array(z.string()),
            state: states.schema.nullable(),
            reason: stateReasons.schema.nullable(),
          }),
        ),
      }),
    }),
    reveal: command({
      words: ['查看完整电话（记录在案）', 'Show a full phone number (on record)'],
      roles: keepers,
      input: z.object({ id: uuid, field: phoneFields.schema, purpose: revealPurposes.schema }),
      output: z.object({ value: z.string().nullable() }),
    }),
    registerEnterprise: command({
      words: ['登记一家', 'Register an enterprise'],
      roles: keepers,
      input: enterpriseDraft.extend({ id: uuid }),
      output: enterprise,
    }),
    changeEnterprise: command({
      words: ['更正一家的资料', 'Change an enterprise’s record'],
      roles: keepers,
      /** Absent fields stay as they are. `version` guards against two people changing at once. */
      input: enterpriseChanges.extend({ id: uuid, version: z.int() }),
      output: enterprise,
    }),
    setState: command({
      words: ['营业、暂停或关闭', 'Open, suspended or closed'],
      roles: keepers,
      input: z.object({ id: uuid, version: z.int(), state: states.schema, reason: stateReasons.schema.nullable() }),
      output: enterprise,
    }),
    exportEnterprises: command({
      words: ['导出企业名单', 'Export a list of enterprises'],
      roles: keepers,
      input: enterpriseFilter.extend({
        purpose: z.string().trim().min(2).max(200),
        lang: z.enum(['zh', 'en']).default('zh'),
      }),
      output: z.object({ fileId: uuid }),
    }),

    managers: query({
      words: ['物业公司及其负责的地方', 'Property managers and what they look after'],
      roles: readers,
      input: z.object({}),
      output: z.object({
        managers: z.array(propertyManager),
        /** Not closed, on premises that nobody looks after. */
        withoutManager: z.int(),
      }),
    }),
    putManager: command({
      words: ['登记或更正物业公司', 'Register or change a property manager'],
      roles: leaders,
      /** `version` null for a new one. */
      input: managerDraft.extend({ version: z.int().nullable() }),
      output: propertyManager,
    }),
    removeManager: command({
      words: ['撤下物业公司', 'Remove a property manager'],
      roles: leaders,
      input: z.object({ id: uuid, version: z.int() }),
      output: z.object({}),
    }),

    ...listOperations({ roles: keepers, fields: importFields }),
  },
  {
    enterpriseRegistered: event({ words: ['登记企业', 'Enterprise registered'], data: z.object(ofEnterprise) }),
    enterpriseChanged: event({
      words: ['更正企业资料', 'Enterprise changed'],
      data: z.object({ ...ofEnterprise, fields: z.array(z.string()), from: areaPath.optional() }),
    }),
    stateSet: event({
      words: ['企业营业状态', 'State of an enterprise set'],
      data: z.object({ ...ofEnterprise, state: states.schema, reason: stateReasons.schema.nullable() }),
    }),
    numberRevealed: event({
      words: ['查看企业完整电话', 'Full phone of an enterprise shown'],
      data: z.object({ ...ofEnterprise, field: phoneFields.schema, purpose: revealPurposes.schema }),
    }),
    managerSet: event({ words: ['登记物业公司', 'Property manager set'], data: z.object({ managerId: uuid }) }),
    managerRemoved: event({ words: ['撤下物业公司', 'Property manager removed'], data: z.object({ managerId: uuid }) }),
    ...listEvents,
    /** One line a community, for the audit: which came in and which were changed. */
    enterprisesImported: event({
      words: ['名单导入的企业', 'Enterprises brought in by a list'],
      data: z.object({
        importId: uuid,
        added: z.array(uuid),
        changed: z.array(z.object({ ...ofEnterprise, fields: z.array(z.string()) })),
      }),
    }),
  },
)
