/** The roster over HTTP: departments, people found in every way, changed, excused, gone; days of service added twice and at once; who may what. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compose, type Composed } from '../../../apps/server/compose.ts'
import type { InputOf } from '../../../platform/pure/contract.ts'
import { shanghaiDay } from '../../../platform/pure/time.ts'
import { systemActor } from '../../../platform/server/actor.ts'
import { type FreshDatabase, freshDatabase } from '../../../tests/cluster.ts'
import { type Browser, signedIn } from '../../../tests/http.ts'
import { refusal } from '../../../tests/import-world.ts'
import { dwelling, freshId, HOME, OTHER, SECRET, smallWorld, STREET, STREET_ID } from '../../../tests/small-world.ts'
import { staff } from '../contract.ts'
import { departmentKinds, personStates, shownKinds } from '../model.ts'
import { addServiceDays, departments, rosterOf, type ServiceLine, staffNames } from './public.ts'

const ops = staff.operations
const DAY = 86_400_000
const dayFrom = (days: number): string => shanghaiDay(Date.now() + days * DAY)

let db: FreshDatabase
let server: Composed
let admin: pg.Client
let officer: Browser
let leader: Browser
const [BUREAU, SECTION, COMMITTEE, ACROSS] = [freshId(), freshId(), freshId(), freshId()]
const NURSE = freshId()

type DepartmentDraft = InputOf<typeof ops.putDepartment>
const department = (id: string, name: string, more: Partial<DepartmentDraft> = {}, who = officer) =>
  who.call(ops.putDepartment, {
    ...{ id, version: null, parentId: null, name, kind: 'bureau', isKey: false, path: STREET },
    ...more,
  })
type Draft = InputOf<typeof ops.registerPerson>
const person = (draft: Partial<Draft>, who = officer) =>
  who.call(ops.registerPerson, { id: freshId(), departmentId: SECTION, name: '云小帆', ...draft })
const names = async (filter: InputOf<typeof ops.find>, who = officer) =>
  (await who.call(ops.find, filter)).rows.map(({ name }) => name)
const within = <T>(work: (context: Parameters<Parameters<typeof server.house.database.within>[1]>[0]) => Promise<T>) =>
  server.house.database.within(systemActor(STREET_ID, STREET), work)
const line = (personId: string, day: string, more: Partial<ServiceLine> = {}): ServiceLine => ({
  ...{
    id: freshId(),
    personId,
    day,
    hours: 8,
    night: false,
    operationId: null,
    source: 'deployment.post',
    cancels: null,
  },
  ...more,
})
const add = (...lines: ServiceLine[]) => within((context) => addServiceDays(context, STREET_ID, lines))

beforeAll(async () => {
  db = await freshDatabase()
  await smallWorld(db.adminUrl)
  server = await compose({
    appUrl: db.appUrl,
    dataDir: mkdtempSync(join(tmpdir(), 'shouwang-')),
    secret: SECRET,
    log: false,
  })
  admin = new pg.Client({ connectionString: db.adminUrl })
  await admin.connect()
  officer = await signedIn(server, 'officer')
  leader = await signedIn(server, 'leader')
  await department(BUREAU, '区卫健局', { isKey: true })
  await department(SECTION, '疾控科', { parentId: BUREAU, kind: 'section' })
  await department(COMMITTEE, '桃影社区居委会', { kind: 'community', path: HOME })
  await department(ACROSS, '柳亭社区居委会', { kind: 'community', path: OTHER })
  await person({
    ...{ id: NURSE, name: ' 溪 小荷 ', number: 't 001', sex: 'female', birthYear: 1990, phone: '154 0000 0101' },
    ...{ skills: ['护士', '司机', '潜水', 'nurse'], partyMember: true, partyBranch: '一支部' },
    address: '桃影苑1号楼1单元101室',
  })
  await person({ name: '桃小影', departmentId: COMMITTEE, sex: 'male' }, leader)
  await person({ name: '柳小亭', departmentId: ACROSS, phone: '15400000102' })
})
afterAll(async () => {
  await admin.end()
  await server.close()
  await db.drop()
})

describe('departments', () => {
  test('heads are rolled up, the key flag handed down, an area kept to a community', async () => {
    const { departments: all } = await officer.call(ops.departments, {})
    expect(all.find(({ id }) => id === BUREAU)).toMatchObject({
      heads: { inService: 1, women: 1 },
      areaName: '桃花街道',
    })
    expect(all.find(({ id }) => id === SECTION)).toMatchObject({ isKey: false, underKey: true, may: true })
    expect((await refusal(department(freshId(), '楼里的部门', { path: dwelling(HOME, 1) }))).problem.code).toBe(
      'staff.badArea',
    )
  })
  test('no circle, no second of one name, none closed while somebody is left', async () => {
    const of = { version: 1, isKey: true }
    expect((await refusal(department(BUREAU, '区卫健局', { ...of, parentId: SECTION }))).problem.code).toBe(
      'staff.circle',
    )
    expect((await refusal(department(freshId(), '区 卫健局'))).problem.code).toBe('staff.sameName')
    const closing = officer.call(ops.closeDepartment, { id: SECTION, version: 1 })
    expect((await refusal(closing)).problem.code).toBe('staff.notEmpty')
    const empty = freshId()
    await department(empty, '临时专班')
    await officer.call(ops.closeDepartment, { id: empty, version: 1 })
    await department(freshId(), '临时专班')
  })
  test('nobody is put into a department while it is being closed, and none comes back into a closed one', async () => {
    for (let i = 0; i < 4; i++) {
      const [id, one] = [freshId(), freshId()]
      await department(id, `专班${i}`)
      const both = await Promise.allSettled([
        person({ id: one, departmentId: id, name: '松小临' }),
        officer.call(ops.closeDepartment, { id, version: 1 }),
      ])
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      const { rows } = await admin.query(
        `SELECT FROM staff.person p JOIN staff.department d ON d.id = p.department_id WHERE p.id = $1 AND d.closed_at IS NOT NULL`,
        [one],
      )
      expect(rows).toHaveLength(0)
    }
    const [id, one] = [freshId(), freshId()]
    await department(id, '旧部门')
    await person({ id: one, departmentId: id, name: '松小故' })
    const { version } = await officer.call(ops.setState, { id: one, version: 1, state: 'left' })
    await officer.call(ops.closeDepartment, { id, version: 1 })
    const back = () => officer.call(ops.setState, { id: one, version, state: 'in-service' })
    expect((await refusal(back())).problem.code).toBe('staff.departmentClosed')
    const moved = await officer.call(ops.changePerson, { id: one, version, departmentId: COMMITTEE })
    expect(moved).toMatchObject({ state: 'left', path: HOME })
  })
  test('two departments are never put below each other at once', async () => {
    const [a, b] = [freshId(), freshId()]
    await department(a, '甲组')
    await department(b, '乙组')
    const both = await Promise.allSettled([
      department(a, '甲组', { parentId: b, version: 1 }),
      department(b, '乙组', { parentId: a, version: 1 }),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
  test('a leader keeps those of the community, sees the names above, and no others', async () => {
    const { departments: all } = await leader.call(ops.departments, {})
    expect(all.map(({ name, may }) => [name, may])).toEqual(
      expect.arrayContaining([
        ['桃影社区居委会', true],
        ['区卫健局', false],
      ]),
    )
    expect(all.some(({ id }) => id === ACROSS)).toBe(false)
    expect((await refusal(department(freshId(), '新科', { path: STREET }, leader))).status).toBe(404)
    expect((await refusal(person({}, leader))).problem.code).toBe('staff.noDepartment')
  })
  test('people follow their department into another area', async () => {
    const [id, one] = [freshId(), freshId()]
    await department(id, '流动站', { path: OTHER })
    await person({ id: one, departmentId: id, name: '鹿小泉' })
    await add(line(one, dayFrom(-1)))
    expect(await names({}, leader)).not.toContain('鹿小泉')
    await department(id, '流动站', { path: HOME, version: 1 })
    const seen = (await leader.call(ops.find, { text: '鹿小泉' })).rows[0]
    expect(seen).toMatchObject({ path: HOME, service: { days: 1 } })
    expect((await leader.call(ops.one, { id: one })).service).toHaveLength(1)
  })
})

describe('people', () => {
  test('are tidied, found in every way, and shown masked', async () => {
    const { person: shown, departments: line, home } = await officer.call(ops.one, { id: NURSE })
    expect(shown).toMatchObject({
      ...{ name: '溪小荷', number: 'T001', skills: ['nurse', 'driver', '潜水'], phoneMasked: '154****0101' },
      homePath: dwelling(HOME, 1),
    })
    expect(line.map(({ name }) => name)).toEqual(['区卫健局', '疾控科'])
    expect(home).toBe('桃影社区 桃影苑 1号楼 1单元 101室')
    for (const text of ['小荷', 'xxh', 'xixiaohe', 't001', 'T001', '0101', '15400000101'])
      expect(await names({ text }), text).toContain('溪小荷')
    for (const text of ['xxz', '0109', '15400000109', 'T9']) expect(await names({ text }), text).toEqual([])
    expect(await names({ skills: ['潜水'] })).toEqual(['溪小荷'])
    expect(await names({ departmentId: BUREAU })).toEqual(['溪小荷'])
    expect((await refusal(officer.call(ops.find, { text: 'x' }))).problem.code).toBe('staff.searchTooShort')
    const { rows, next, total } = await officer.call(ops.find, { limit: 2 })
    const more = await officer.call(ops.find, { limit: 200, after: next as string })
    expect(new Set([...rows, ...more.rows].map(({ id }) => id)).size).toBe(total)
  })
  test('a whole phone leaves one at a time, on record', async () => {
    expect(await officer.call(ops.reveal, { id: NURSE, purpose: 'call' })).toEqual({ value: '15400000101' })
    expect((await refusal(leader.call(ops.reveal, { id: NURSE, purpose: 'call' }))).status).toBe(404)
    const { rows } = await admin.query(`SELECT data FROM platform.ledger WHERE type = 'staff.number-revealed'`)
    expect(rows).toEqual([{ data: { personId: NURSE, purpose: 'call' } }])
  })
  test('are changed at the version that was seen, and the ledger knows the fields alone', async () => {
    const id = freshId()
    await person({ id, name: '鹤小舟', phone: '15400000105', number: 'T005' })
    const change = (more: Partial<InputOf<typeof ops.changePerson>>) =>
      officer.call(ops.changePerson, { id, version: 1, ...more })
    expect(await change({ title: '科长', departmentId: COMMITTEE })).toMatchObject({
      ...{ title: '科长', path: HOME, phoneMasked: '154****0105', version: 2 },
    })
    expect((await refusal(change({ title: '副科长' }))).problem.code).toBe('platform.conflict')
    expect((await refusal(change({ version: 2, number: 't001' }))).problem.code).toBe('staff.numberTaken')
    expect((await refusal(change({ version: 2, phone: '12' }))).problem.code).toBe('staff.badPhone')
    expect((await refusal(change({ version: 2, login: 'nobody' }))).problem.code).toBe('staff.noAccount')
    expect(await change({ version: 2, phone: null })).toMatchObject({ phoneMasked: null })
    const { lines } = await officer.call(ops.history, { id })
    expect(lines.map(({ fields }) => fields)).toEqual([['phone'], ['departmentId', 'title'], []])
    const left = await officer.call(ops.setState, { id, version: 3, state: 'left' })
    expect(await names({})).not.toContain('鹤小舟')
    expect(await names({ states: ['left'] })).toContain('鹤小舟')
    await officer.call(ops.setState, { id, version: left.version, state: 'in-service' })
    expect(await names({})).toContain('鹤小舟')
  })
  test('whoever is linked reads their own record, and no one else’s', async () => {
    const crew = await signedIn(server, 'crew')
    expect(await crew.call(ops.mine, {})).toEqual({ own: null, load: null })
    const { version } = (await officer.call(ops.one, { id: NURSE })).person
    await officer.call(ops.changePerson, { id: NURSE, version, login: 'crew' })
    const { own } = await crew.call(ops.mine, {})
    expect(own).toMatchObject({ person: { name: '溪小荷', departmentName: '疾控科' } })
    expect((await refusal(crew.call(ops.find, {}))).status).toBe(403)
    const other = (await officer.call(ops.find, { text: '柳小亭' })).rows[0]
    const taken = officer.call(ops.changePerson, { id: other?.id as string, version: 1, login: 'crew' })
    expect((await refusal(taken)).problem.code).toBe('staff.accountTaken')
  })
})

describe('exemptions', () => {
  test('hold to their last day; what touches health is an officer’s to read', async () => {
    const id = freshId()
    await person({ id, name: '燕小笛', departmentId: COMMITTEE }, leader)
    const [first, ill] = [freshId(), freshId()]
    const of = { personId: id, startsOn: dayFrom(0) }
    await leader.call(ops.noteExemption, { ...of, id: ill, kind: 'ill', endsOn: dayFrom(9), basis: '医院证明' })
    await leader.call(ops.noteExemption, { ...of, id: first, kind: 'leave', endsOn: dayFrom(3), basis: '年假' })
    const told = async (who: Browser) =>
      (await who.call(ops.one, { id })).exemptions.map(({ kind, basis }) => `${kind}: ${basis}`).toSorted()
    expect(await told(officer)).toEqual(['ill: 医院证明', 'leave: 年假'])
    expect(await told(leader)).toEqual(['leave: 年假', 'withheld: null'])
    expect(await names({ standing: 'exempt' }, leader)).toEqual(['燕小笛'])
    expect((await leader.call(ops.find, { standing: 'exempt' })).rows[0]?.exemptUntil).toBe(dayFrom(9))
    const exemptOn = async (days: number) =>
      (await within((context) => rosterOf(context, new Date(Date.now() + days * DAY)))).find((row) => row.id === id)
        ?.exempt
    expect([await exemptOn(0), await exemptOn(9), await exemptOn(10)]).toEqual([true, true, false])
    await leader.call(ops.endExemption, { id: ill })
    expect((await leader.call(ops.one, { id })).person.exemptUntil).toBe(dayFrom(3))
    expect((await refusal(leader.call(ops.endExemption, { id: ill }))).problem.code).toBe('staff.ended')
    const wrong = { ...of, id: freshId(), kind: 'other' as const, endsOn: dayFrom(-1), basis: null }
    expect((await refusal(leader.call(ops.noteExemption, wrong))).problem.code).toBe('staff.badDays')
    const { rows } = await admin.query(
      `SELECT data FROM platform.ledger WHERE type LIKE 'staff.exemption-%' ORDER BY seq`,
    )
    expect(rows.map(({ data }) => data)).toEqual([
      { personId: id, exemptionId: ill },
      { personId: id, exemptionId: first },
      { personId: id, exemptionId: ill },
    ])
  })
})

describe('service', () => {
  test('a day counts once, a line that arrived before not again, one taken back no more', async () => {
    const id = freshId()
    await person({ id, name: '雁小渡' })
    const night = line(id, dayFrom(-3), { night: true, hours: 6.5 })
    const days = [line(id, dayFrom(-2)), line(id, dayFrom(-2), { hours: 3 }), night]
    expect(await add(...days)).toBe(3)
    expect(await add(...days)).toBe(0)
    const service = async () => (await officer.call(ops.one, { id })).person.service
    expect(await service()).toMatchObject({ days: 2, hours: 17.5, nights: 1, last: dayFrom(-2) })
    expect(await names({ servedLately: true })).toContain('雁小渡')
    expect(await add(line(id, dayFrom(-3), { cancels: night.id, hours: 0 }))).toBe(1)
    expect(await add(line(id, dayFrom(-3), { cancels: night.id, hours: 0 }))).toBe(0)
    expect(await add(line(freshId(), dayFrom(-3)))).toBe(0)
    expect(await service()).toMatchObject({ days: 1, hours: 11, nights: 0 })
    const row = (await within((context) => rosterOf(context, new Date()))).find((one) => one.id === id)
    expect(row).toMatchObject({
      ...{ departmentId: SECTION, departmentName: '疾控科', key: true, skills: [], sex: null, exempt: false },
      ...{ servedDays: 1, lastServed: dayFrom(-2), homePath: null, partyMember: false },
    })
    const named = await within((context) => staffNames(context, STREET_ID, [id, freshId()]))
    expect(named).toEqual(new Map([[id, { name: '雁小渡', departmentName: '疾控科' }]]))
    expect((await within(departments)).find((one) => one.id === SECTION)).toMatchObject({ underKey: true })
    const { rows } = await admin.query(
      `SELECT data FROM platform.ledger WHERE type = 'staff.service-added' AND data -> 'people' ? $1`,
      [id],
    )
    expect(rows.map(({ data }) => data.lines)).toEqual([3, 1])
  })
  test('many at once for the same people: no day is lost, nobody waits for ever', async () => {
    const ids = await Promise.all(
      Array.from({ length: 6 }, async (_, i) => {
        const id = freshId()
        await person({ id, name: `枫小${'一二三四五六'[i]}` })
        return id
      }),
    )
    await Promise.all(
      Array.from({ length: 10 }, (_, d) => {
        const turned = d % 2 === 0 ? ids : ids.toReversed()
        return add(...turned.map((id) => line(id, dayFrom(-1 - d))))
      }),
    )
    const { rows } = await admin.query<{ days: number; hours: string }>(
      'SELECT line_days AS days, line_hours AS hours FROM staff.person WHERE id = ANY ($1)',
      [ids],
    )
    expect(rows.map(({ days, hours }) => [days, Number(hours)])).toEqual(ids.map(() => [10, 80]))
  })
})

test('a superior reads the figures and no names', async () => {
  const superior = await signedIn(server, 'superior')
  const { total, skills } = await superior.call(ops.figures, {})
  const { rows } = await admin.query(`SELECT count(*)::integer AS n FROM staff.person WHERE state = 'in-service'`)
  expect(total.inService).toBe(rows[0].n)
  expect(total.available + total.exempt).toBe(total.inService)
  expect(skills.find(({ skill }) => skill === '潜水')).toEqual({ skill: '潜水', people: 1, available: 1 })
  expect((await superior.call(ops.departments, {})).departments.every(({ may }) => !may)).toBe(true)
  expect((await refusal(superior.call(ops.find, {}))).status).toBe(403)
})

test('the codes are those of the tables', async () => {
  const { rows } = await admin.query<{ name: string; def: string }>(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE connamespace = 'staff'::regnamespace AND contype = 'c'`,
  )
  const codesOf = (name: string): string[] =>
    [...(rows.find((row) => row.name === name)?.def ?? '').matchAll(/'([a-z-]+)'::text/gu)].map(
      ([, code]) => code as string,
    )
  expect(codesOf('department_kind_check')).toEqual(departmentKinds.values)
  expect(codesOf('person_state_check')).toEqual(personStates.values)
  const kinds = [...codesOf('exemption_kind_check'), ...codesOf('exemption_reason_kind_check')]
  expect(kinds.toSorted()).toEqual([...shownKinds.values].toSorted())
})
