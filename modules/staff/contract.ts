/** What may be asked of the roster, and what may be heard from it. */
import { z } from 'zod'
import { command, contract, event, query } from '../../platform/pure/contract.ts'
import { listEvents, listOperations } from '../../platform/pure/list-contract.ts'
import { uuid } from '../../platform/pure/uuid7.ts'
import { revealPurposes, sexes } from '../register/model.ts'
import { capFigures, fatigue } from './fatigue.ts'
import { importFields } from './list-fields.ts'
import {
  department,
  departmentDraft,
  exemption,
  exemptionKinds,
  headcount,
  person,
  personChanges,
  personDraft,
  personStates,
  serviceLine,
} from './model.ts'

const readers = ['officer', 'leader', 'superior'] as const
const keepers = ['officer', 'leader'] as const

/** Narrows the roster; all given conditions hold together. Without `states` those in service. */
export const personFilter = z.object({
  /** With all departments below it. */
  departmentId: uuid.optional(),
  text: z.string().trim().max(80).optional(),
  /** Any of these. */
  skills: z.array(z.string().trim().min(1).max(20)).max(20).optional(),
  sexes: z.array(sexes.schema).optional(),
  partyMember: z.boolean().optional(),
  /** Excused today, or free to be called. */
  standing: z.enum(['available', 'exempt']).optional(),
  /** On any of the last 7 days. */
  servedLately: z.boolean().optional(),
  withoutPhone: z.boolean().optional(),
  states: z.array(personStates.schema).optional(),
})

const ofPerson = { personId: uuid }
const wholePerson = z.object({
  person,
  /** From the top. */
  departments: z.array(z.object({ id: uuid, name: z.string() })),
  /** Of the home's area, from the community down; '' where it could not be told. */
  home: z.string(),
  /** Of the linked account. */
  accountName: z.string().nullable(),
  /** Latest first. */
  exemptions: z.array(exemption),
  /** The latest 100. */
  service: z.array(serviceLine),
})

export const staff = contract(
  'staff',
  {
    figures: query({
      words: ['人员名册的数字', 'The roster in figures'],
      roles: readers,
      input: z.object({}),
      output: z.object({
        areaName: z.string(),
        total: headcount,
        /** In service, most first; codes or a place's own words. */
        skills: z.array(z.object({ skill: z.string(), people: z.int(), available: z.int() })),
      }),
    }),
    departments: query({
      words: ['部门及人数', 'Departments and how many they have'],
      roles: readers,
      input: z.object({}),
      output: z.object({
        departments: z.array(department.extend({ areaName: z.string(), heads: headcount, may: z.boolean() })),
      }),
    }),
    find: query({
      words: [
        '按姓名、拼音、工号、电话尾号和条件找人',
        'Find staff by name, pinyin, number, phone tail and conditions',
      ],
      roles: keepers,
      input: personFilter.extend({ after: uuid.optional(), limit: z.int().min(1).max(200).default(50) }),
      output: z.object({
        rows: z.array(person),
        next: uuid.nullable(),
        total: z.int(),
        readAs: z.enum(['name', 'letters', 'tail', 'phone', 'number', 'all']),
      }),
    }),
    one: query({
      words: ['一名工作人员', 'One person of the staff'],
      roles: keepers,
      input: z.object({ id: uuid }),
      output: wholePerson,
    }),
    mine: query({
      words: ['我自己的名册资料', 'My own record on the roster'],
      roles: 'signed-in',
      input: z.object({}),
      output: z.object({
        own: wholePerson.nullable(),
        /** Today, held against the place's caps. */
        load: fatigue.extend({ caps: capFigures }).nullable(),
      }),
    }),
    history: query({
      words: ['一名工作人员的变动记录', 'What was done to a person’s record'],
      roles: keepers,
      input: z.object({ id: uuid }),
      output: z.object({
        lines: z.array(
          z.object({
            at: z.iso.datetime(),
            type: z.string(),
            accountName: z.string().nullable(),
            /** Names of fields that were changed; never what stood in them. */
            fields: z.array(z.string()),
          }),
        ),
      }),
    }),
    reveal: command({
      words: ['查看完整电话（记录在案）', 'Show a full phone number (on record)'],
      roles: keepers,
      input: z.object({ id: uuid, purpose: revealPurposes.schema }),
      output: z.object({ value: z.string().nullable() }),
    }),
    registerPerson: command({
      words: ['登记一名工作人员', 'Put a person on the roster'],
      roles: keepers,
      input: personDraft.extend({ id: uuid }),
      output: person,
    }),
    changePerson: command({
      words: ['更正工作人员资料', 'Change a person’s record'],
      roles: keepers,
      /** Absent fields stay as they are. `version` guards against two people changing at once. */
      input: personChanges.extend({ id: uuid, version: z.int() }),
      output: person,
    }),
    setState: command({
      words: ['离开或恢复在职', 'Left, or taken back'],
      roles: keepers,
      input: z.object({ id: uuid, version: z.int(), state: personStates.schema }),
      output: person,
    }),
    noteExemption: command({
      words: ['登记不参加抽调', 'Note an exemption'],
      roles: keepers,
      input: z.object({
        id: uuid,
        ...ofPerson,
        kind: exemptionKinds.schema,
        startsOn: z.iso.date(),
        /** The last day. */
        endsOn: z.iso.date(),
        basis: z.string().trim().min(1).max(200).nullable(),
      }),
      output: z.object({}),
    }),
    endExemption: command({
      words: ['提前结束不参加抽调', 'End an exemption before its time'],
      roles: keepers,
      input: z.object({ id: uuid }),
      output: z.object({}),
    }),
    putDepartment: command({
      words: ['新建或更正部门', 'Make or change a department'],
      roles: keepers,
      /** `version` null for a new one. */
      input: departmentDraft.extend({ version: z.int().nullable() }),
      output: z.object({}),
    }),
    closeDepartment: command({
      words: ['撤销部门', 'Close a department'],
      roles: keepers,
      input: z.object({ id: uuid, version: z.int() }),
      output: z.object({}),
    }),
    workCaps: query({
      words: ['工时与夜班上限', 'Caps of hours and nights'],
      roles: readers,
      input: z.object({}),
      output: z.object({
        caps: capFigures,
        /** Null: the defaults hold. */
        set: z.object({ at: z.iso.datetime(), by: z.string().nullable(), basis: z.string() }).nullable(),
      }),
    }),
    setWorkCaps: command({
      words: ['设定工时与夜班上限', 'Set the caps of hours and nights'],
      roles: ['officer'],
      input: capFigures
        .extend({ id: uuid, basis: z.string().trim().min(2).max(200) })
        .refine(({ nearHours, capHours }) => nearHours <= capHours, { path: ['nearHours'] }),
      output: z.object({}),
    }),
    exportPeople: command({
      words: ['导出人员名册', 'Export the roster'],
      roles: keepers,
      input: personFilter.extend({
        purpose: z.string().trim().min(2).max(200),
        lang: z.enum(['zh', 'en']).default('zh'),
      }),
      output: z.object({ fileId: uuid }),
    }),
    newDepartments: query({
      words: ['导入时将新建的部门', 'Departments that a list would make'],
      roles: keepers,
      input: z.object({ importId: uuid }),
      output: z.object({ departments: z.array(z.object({ name: z.string(), people: z.int() })) }),
    }),
    ...listOperations({ roles: keepers, fields: importFields }),
  },
  {
    personRegistered: event({ words: ['登记工作人员', 'Person put on the roster'], data: z.object(ofPerson) }),
    personChanged: event({
      words: ['更正工作人员资料', 'Record of a person changed'],
      data: z.object({ ...ofPerson, fields: z.array(z.string()) }),
    }),
    stateSet: event({
      words: ['工作人员离开或恢复', 'Person left or taken back'],
      data: z.object({ ...ofPerson, state: personStates.schema }),
    }),
    exemptionNoted: event({
      words: ['登记不参加抽调', 'Exemption noted'],
      data: z.object({ ...ofPerson, exemptionId: uuid }),
    }),
    exemptionEnded: event({
      words: ['提前结束不参加抽调', 'Exemption ended'],
      data: z.object({ ...ofPerson, exemptionId: uuid }),
    }),
    numberRevealed: event({
      words: ['查看工作人员完整电话', 'Full phone of a person shown'],
      data: z.object({ ...ofPerson, purpose: revealPurposes.schema }),
    }),
    workCapsSet: event({
      words: ['设定工时与夜班上限', 'Caps of hours and nights set'],
      data: z.object({ capsId: uuid }),
    }),
    departmentSet: event({
      words: ['新建或更正部门', 'Department made or changed'],
      data: z.object({ departmentId: uuid }),
    }),
    departmentClosed: event({ words: ['撤销部门', 'Department closed'], data: z.object({ departmentId: uuid }) }),
    serviceAdded: event({
      words: ['记入服务天数', 'Days of service added'],
      data: z.object({ people: z.array(uuid), lines: z.int() }),
    }),
    ...listEvents,
    /** One line an area, for the audit: who came in and who was changed. */
    peopleImported: event({
      words: ['名单导入的工作人员', 'Staff brought in by a list'],
      data: z.object({
        importId: uuid,
        added: z.array(uuid),
        changed: z.array(z.object({ ...ofPerson, fields: z.array(z.string()) })),
        departments: z.array(uuid),
      }),
    }),
  },
)
