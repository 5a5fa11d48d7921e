/** A list goes into the register whole or not at all, and the second time changes nothing. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dwelling, freshId, HOME, idNumber } from '../../../tests/small-world.ts'
import { register } from '../contract.ts'
import { AT_101, HEAD, type ImportWorld, importWorld, KNOWN, NEW_PERSON, refusal } from '../../../tests/import-world.ts'

const ops = register.operations
let it: ImportWorld
beforeEach(async () => {
  it = await importWorld()
})
afterEach(() => it.close())

describe('applying', () => {
  test('new people come in, changed ones are changed, the ledger says who', async () => {
    const view = await it.bring([
      KNOWN,
      NEW_PERSON,
      ['桃大松', idNumber('1985-05-06', 3), '15400000099', '桃影苑', '1', '1', '201', '', '透析'],
    ])
    expect(await it.apply(view.id)).toMatchObject({
      state: 'applied',
      progress: 1,
      counts: { new: 1, changed: 1, same: 1 },
    })
    const { rows: people } = await it.leader.call(ops.findResidents, { text: 'sxy' })
    expect(people).toHaveLength(1)
    expect(people[0]).toMatchObject({
      name: '松小云',
      birthDate: '2001-02-03',
      sex: 'male',
      relation: 'child',
      phoneMasked: '154****0011',
      address: '桃影苑 1号楼 1单元 101室',
      note: '新来',
    })
    const id = people[0]?.id ?? ''
    expect(await it.leader.call(ops.reveal, { residentId: id, field: 'id-number', purpose: 'verify' })).toEqual({
      value: NEW_PERSON[1],
    })
    const moved = it.world.people[1]
    const { rows } = await it.admin.query(
      'SELECT r.path, r.version, r.note, s.path AS secret_path, s.phone, s.id_number FROM register.resident r JOIN register.resident_secret s USING (street_id, id) WHERE id = $1',
      [moved?.id],
    )
    expect(rows[0]).toEqual({
      path: dwelling(HOME, 2),
      secret_path: dwelling(HOME, 2),
      version: 2,
      note: '透析',
      phone: '15400000099',
      id_number: moved?.draft.idNumber,
    })
    const { rows: lines } = await it.admin.query(
      `SELECT type, path, data FROM platform.ledger WHERE type IN ('register.list-applied', 'register.people-imported') ORDER BY seq`,
    )
    expect(new Set(lines.map(({ type }) => type))).toEqual(
      new Set(['register.list-applied', 'register.people-imported']),
    )
    expect(lines).toHaveLength(2)
    expect(lines.find(({ type }) => type === 'register.list-applied')).toMatchObject({
      path: HOME,
      data: { importId: view.id, added: 1, changed: 1 },
    })
    expect(lines.find(({ type }) => type === 'register.people-imported')?.data).toEqual({
      importId: view.id,
      added: [id],
      changed: [{ residentId: moved?.id, fields: ['note', 'address', 'phone'] }],
    })
    for (const { data } of lines) register.events.peopleImported.data.or(register.events.listApplied.data).parse(data)
    expect((await it.admin.query('SELECT FROM register.import_row')).rowCount).toBe(0)
  })

  test('the same list a second time changes nothing', async () => {
    const list = [
      KNOWN,
      NEW_PERSON,
      ['阿云桃桃', '', '15400000077', '桃影苑', '2', '1', '101', '', ''],
      ['松小桃', '', '', ...AT_101, '', ''],
    ]
    await it.apply((await it.bring(list)).id)
    const after = await it.register()
    const again = await it.bring(list)
    expect(again.counts).toEqual({ rows: 4, new: 0, same: 4, changed: 0, conflict: 0, bad: 0, skipped: 0 })
    await it.apply(again.id)
    expect(await it.register()).toEqual(after)
  })

  test('wrong rows stay out only when that is confirmed; they come back as a file, and go in once corrected', async () => {
    const wrong = `${NEW_PERSON[1]?.slice(0, 17)}?`
    const view = await it.bring([
      KNOWN,
      [NEW_PERSON[0], wrong, ...NEW_PERSON.slice(2, 3), '', '', '', '', '子', '新来'],
      ['柳小草', '', '', '桃影苑', '9', '1', '101', '', ''],
    ])
    expect(view.counts).toMatchObject({ same: 1, bad: 2 })
    expect((await refusal(it.leader.call(ops.applyImport, { id: view.id }))).problem).toMatchObject({
      code: 'list.badRows',
      params: { bad: 2 },
    })
    expect(await it.apply(view.id, true)).toMatchObject({ state: 'applied' })

    const { fileId } = await it.leader.call(ops.exportBadRows, { id: view.id })
    const file = await it.fetched(fileId)
    const text = file.map((row) => row.join('|'))
    expect(text[0]).toContain('更正名单')
    expect(text[1]).toBe(['有误原因', '序号（原行号）', ...HEAD].join('|'))
    // The household's address was taken from the row above and is written out.
    expect(text[2]).toContain(['松小云', wrong, '15400000011', '桃影苑', '1', '1', '101', '子', '新来'].join('|'))
    expect(text[3]?.startsWith('该小区没有这栋楼，请核对楼号|5|柳小草')).toBe(true)

    const corrected = file
      .slice(2)
      .map((row) => row.map((cell) => (cell === wrong ? (NEW_PERSON[1] ?? '') : cell === '9' ? '2' : cell)))
    const second = await it.bring(corrected, file[1])
    expect(second.counts).toMatchObject({ rows: 2, new: 2, bad: 0 })
    await it.apply(second.id)
    expect((await it.leader.call(ops.findResidents, { text: '松小云' })).total).toBe(1)
  })

  test('somebody registered meanwhile: nothing is written, the list is judged again and asks once more', async () => {
    const view = await it.bring([NEW_PERSON, ['松小桃', '', '', ...AT_101, '', '']])
    const { rows } = await it.admin.query('SELECT count(*)::integer AS n FROM register.resident')
    await it.leader.call(ops.registerResident, {
      id: freshId(),
      path: dwelling(HOME, 2),
      name: '松小云',
      idType: 'resident-id',
      idNumber: NEW_PERSON[1] ?? '',
    })
    const after = await it.apply(view.id)
    expect(after).toMatchObject({ state: 'ready', counts: { new: 1, changed: 1 } })
    expect(after.problem?.[0]).toContain('已重新比对')
    expect((await it.admin.query('SELECT count(*)::integer AS n FROM register.resident')).rows[0].n).toBe(rows[0].n + 1)
    expect(await it.apply(view.id)).toMatchObject({ state: 'applied' })
  })

  test('a changed person who was corrected meanwhile is not overwritten', async () => {
    const view = await it.bring([['桃大松', idNumber('1985-05-06', 3), '15400000099', ...AT_101, '', '']])
    await it.leader.call(ops.correctResident, { id: it.world.people[1]?.id ?? '', version: 1, note: '刚改' })
    expect(await it.apply(view.id)).toMatchObject({ state: 'ready', counts: { changed: 1 } })
    const { rows } = await it.admin.query('SELECT note, phone_tail FROM register.resident WHERE id = $1', [
      it.world.people[1]?.id,
    ])
    expect(rows[0]).toEqual({ note: '刚改', phone_tail: '0003' })
  })

  test('a dwelling that is gone meanwhile', async () => {
    const view = await it.bring([NEW_PERSON])
    await it.admin.query('UPDATE register.area SET path = path || $2 WHERE path = $1', [dwelling(HOME, 1), 'old.'])
    expect(await it.apply(view.id)).toMatchObject({ state: 'ready', counts: { new: 0, bad: 1 } })
  })

  test('the database is lost in the middle: nothing of the list is in the register', async () => {
    const many = Array.from({ length: 400 }, (_, i) => [
      `松小${String.fromCharCode(0x4e00 + i)}`,
      idNumber('2001-02-03', 2 * i + 1),
      '',
      ...AT_101,
      '',
      '',
    ])
    const view = await it.bring(many)
    const before = await it.register()
    // The last statement of the transaction fails as a lost connection does.
    await it.admin.query(
      `CREATE FUNCTION public.cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`,
    )
    await it.admin.query(
      `CREATE TRIGGER cut BEFORE INSERT ON platform.ledger FOR EACH ROW WHEN (NEW.type = 'register.list-applied') EXECUTE FUNCTION public.cut()`,
    )
    await it.admin.query('ALTER FUNCTION public.cut() SECURITY DEFINER')
    expect(await it.apply(view.id)).toMatchObject({ state: 'ready' })
    expect(await it.register()).toEqual(before)
    await it.admin.query('DROP TRIGGER cut ON platform.ledger')
    expect(await it.apply(view.id)).toMatchObject({ state: 'applied', counts: { new: 400 } })
  })
})
