/** What may be asked of the register, and what may be heard from it. */
import { z } from 'zod'
import { nameText } from '../../platform/pure/fullwidth.ts'
import { areaPath } from '../../platform/pure/area.ts'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { listEvents, listOperations } from '../../platform/pure/list-contract.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { importFields } from './import-model.ts'
import {
  areaKinds,
  areaLine,
  duty,
  groups,
  leftReasons,
  posts,
  resident,
  residentChanges,
  residentDraft,
  residences,
  revealPurposes,
  works,
} from './model.ts'

const readers = ['officer', 'leader', 'grid-worker', 'superior'] as const
const keepers = ['officer', 'leader', 'grid-worker'] as const
const leaders = ['officer', 'leader'] as const

export const areaWithCounts = areaLine.extend({
  residents: z.int(),
  dwellings: z.int(),
  children: z.int(),
  /** Who answers for it, nearest post first; includes only duties set on this very area. */
  duties: z.array(duty),
})

/** Narrows lists of residents; all given conditions hold together. */
export const residentFilter = z.object({
  under: areaPath.optional(),
  text: z.string().trim().max(80).optional(),
  groups: z.array(groups.schema).optional(),
  residence: z.array(residences.schema).optional(),
  work: z.array(works.schema).optional(),
  ageFrom: z.int().min(0).max(150).optional(),
  ageTo: z.int().min(0).max(150).optional(),
  withLeft: z.boolean().optional(),
})

export const register = contract(
  'register',
  {
    areas: query({
      words: ['下一级区域及人数、责任人', 'The areas one level below, with counts and who answers'],
      roles: 'signed-in',
      input: z.object({ under: areaPath.optional() }),
      output: z.object({
        /** From the district down to the area asked for (or the asker's own). */
        trail: z.array(areaWithCounts),
        areas: z.array(areaWithCounts),
      }),
    }),
    areasByKind: query({
      words: ['某一级的全部区域', 'All areas of one kind'],
      roles: 'signed-in',
      input: z.object({ under: areaPath.optional(), kind: areaKinds.schema }),
      output: z.object({ areas: z.array(areaLine) }),
    }),
    plan: query({
      words: ['楼栋平面图（GeoJSON）', 'Building footprints as GeoJSON'],
      roles: 'signed-in',
      input: z.object({ under: areaPath }),
      output: z.object({
        features: z.array(
          z.object({
            path: areaPath,
            kind: areaKinds.schema,
            name: z.string(),
            ring: z.array(z.tuple([z.number(), z.number()])),
          }),
        ),
      }),
    }),
    findResidents: query({
      words: [
        '按姓名、拼音首字母、手机尾号、证件号或地址找人',
        'Find people by name, pinyin initials, phone tail, identity number or address',
      ],
      roles: readers,
      input: residentFilter.extend({ after: z.string().optional(), limit: z.int().min(1).max(200).default(50) }),
      output: z.object({
        rows: z.array(resident),
        next: z.string().nullable(),
        total: z.int(),
        /** How the text was understood. */
        readAs: z.enum(['name', 'pinyin', 'initials', 'phone-tail', 'phone', 'id-number', 'address', 'all']),
      }),
    }),
    household: query({
      words: ['一户：成员与责任链', 'A dwelling: its members and the chain of duty'],
      roles: readers,
      input: z.object({ path: areaPath }),
      output: z.object({
        dwelling: areaLine,
        trail: z.array(areaLine),
        members: z.array(resident),
        chain: z.array(duty),
      }),
    }),
    /** Printing is an export: what goes on paper is counted on the ledger. */
    printCodes: command({
      words: ['打印居民码', 'Print resident codes'],
      roles: keepers,
      input: z.object({ under: areaPath }),
      /** In the order of the doors. */
      output: z.object({
        people: z.array(z.object({ id: uuid, name: z.string(), dwelling: areaPath, address: z.string() })),
      }),
    }),
    reveal: command({
      words: ['查看完整号码（记录在案）', 'Show a full number (on record)'],
      roles: keepers,
      input: z.object({ residentId: uuid, field: z.enum(['id-number', 'phone']), purpose: revealPurposes.schema }),
      output: z.object({ value: z.string().nullable() }),
    }),
    registerResident: command({
      words: ['登记一人', 'Register a person'],
      roles: keepers,
      input: residentDraft.extend({ id: uuid }),
      output: resident,
    }),
    correctResident: command({
      words: ['更正一人的资料', 'Correct a person’s record'],
      roles: keepers,
      /** Absent fields stay as they are. `version` guards against two people correcting at once. */
      input: residentChanges.extend({ id: uuid, version: z.int() }),
      output: resident,
    }),
    removeResident: command({
      words: ['迁出或注销', 'Move a person out of the register'],
      roles: keepers,
      input: z.object({ id: uuid, version: z.int(), reason: leftReasons.schema }),
      output: resident,
    }),
    setDuty: command({
      words: ['设定责任人', 'Set who answers for an area'],
      roles: leaders,
      input: z.object({
        id: uuid,
        path: areaPath,
        post: posts.schema,
        name: nameText(60),
        phone: z.string().trim().max(30).nullable(),
      }),
      output: duty,
    }),
    endDuty: command({
      words: ['撤下责任人', 'Take somebody off a duty'],
      roles: leaders,
      input: z.object({ id: uuid }),
      output: z.object({}),
    }),
    exportResidents: command({
      words: ['导出居民名单', 'Export a list of residents'],
      roles: keepers,
      input: residentFilter.extend({
        purpose: z.string().trim().min(2).max(200),
        lang: z.enum(['zh', 'en']).default('zh'),
      }),
      output: z.object({ fileId: uuid }),
    }),

    ...listOperations({ roles: keepers, fields: importFields }),
  },
  {
    residentRegistered: event({ words: ['登记居民', 'Resident registered'], data: z.object({ residentId: uuid }) }),
    residentCorrected: event({
      words: ['更正居民资料', 'Resident corrected'],
      data: z.object({ residentId: uuid, fields: z.array(z.string()), from: areaPath.optional() }),
    }),
    residentLeft: event({
      words: ['居民迁出', 'Resident left'],
      data: z.object({ residentId: uuid, reason: leftReasons.schema }),
    }),
    numberRevealed: event({
      words: ['查看完整号码', 'Full number shown'],
      data: z.object({ residentId: uuid, field: z.string(), purpose: z.string() }),
    }),
    codesPrinted: event({ words: ['打印居民码', 'Resident codes printed'], data: z.object({ people: z.int() }) }),
    dutySet: event({ words: ['设定责任人', 'Duty set'], data: z.object({ dutyId: uuid, post: posts.schema }) }),
    dutyEnded: event({ words: ['撤下责任人', 'Duty ended'], data: z.object({ dutyId: uuid }) }),
    ...listEvents,
    /** One line a building, for the audit: who came in and who was changed. */
    peopleImported: event({
      words: ['名单导入的人员', 'People brought in by a list'],
      data: z.object({
        importId: uuid,
        added: z.array(uuid),
        changed: z.array(z.object({ residentId: uuid, fields: z.array(z.string()) })),
      }),
    }),
  },
)
