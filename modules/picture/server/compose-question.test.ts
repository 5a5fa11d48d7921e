/** What a person types is never part of the SQL, and every question that may be asked runs, on every source and in every shape. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase, type Database } from '../../../platform/server/database/database.ts'
import { viewOf } from '../../../platform/pure/source.ts'
import { anyQuestion, retyped } from '../../../tests/any-question.ts'
import { engines } from '../../../tests/cluster.ts'
import { minutesAgo, type RoundWorld, roundWorld, sent, swab } from '../../../tests/round-world.ts'
import { freshId, HOME, STREET, STREET_ID } from '../../../tests/small-world.ts'
import { testing } from '../../testing/contract.ts'
import { checkQuestion } from '../check-question.ts'
import { question as questionSchema, type Question } from '../question.ts'
import { sourceOf, sources } from '../sources.ts'
import { composeCount, composeRows, composeTotals, type Scope } from './compose-question.ts'
import { answer, eachRow, prepare } from './run.ts'

const scope = (roundId: string | null): Scope => ({
  streetId: STREET_ID,
  area: STREET,
  roundId,
  today: '2026-03-05',
  fields: new Map(),
})
const MARK = 'zzuserzz'

test('nothing typed is in the text: another typing gives the very same statement', () => {
  fc.assert(
    fc.property(anyQuestion(), (question) => {
      const source = sourceOf(question.source)!
      const other = retyped(question, MARK)
      for (const compose of [
        composeCount,
        composeTotals,
        (...[q, s, c]: [Question, typeof source, Scope]) => composeRows(q, s, c, 50),
      ]) {
        const [one, two] = [compose(question, source, scope(null)), compose(other, source, scope(null))]
        expect(two?.text).toBe(one?.text)
        expect(two?.text ?? '').not.toContain(MARK)
      }
    }),
    { numRuns: 400 },
  )
})

test('the text holds names of the catalogue and words of this composer, nothing else', () => {
  const names = new Set(sources.flatMap((s) => [...viewOf(s.key), ...s.columns.map((c) => c.key)]))
  fc.assert(
    fc.property(anyQuestion(), (question) => {
      const { text } = composeRows(question, sourceOf(question.source)!, scope(freshId()), null)
      for (const [, name] of text.matchAll(/"([^"]*)"/g)) if (name !== 'C') expect(names).toContain(name)
      // Literals are the composer's own.
      for (const [literal] of text.matchAll(/'[^']*'/g))
        expect(["'hour'", "'Asia/Shanghai'", "' '", "'.'", "'/'"]).toContain(literal)
    }),
    { numRuns: 400 },
  )
})

describe.each(engines)('on %s PostgreSQL', (engine) => {
  let w: RoundWorld
  let database: Database
  beforeAll(async () => {
    w = await roundWorld(engine)
    database = openDatabase(w.urls.appUrl)
    const at = await w.open()
    await w.crew.call(
      testing.operations.recordSamples,
      sent(
        swab(at, w.person('桃小溪')),
        swab(at, w.person('单燕')),
        swab(at, null, { walkIn: { name: '过路人', idType: 'none', idNumber: null, phone: null }, how: 'register' }),
      ),
    )
    await w.leader.call(
      testing.operations.recordTries,
      sent({
        id: freshId(),
        roundId: at.roundId,
        residentId: w.person('曾云'),
        way: 'door' as const,
        outcome: 'away' as const,
        at: minutesAgo(3),
      }),
    )
  })
  afterAll(async () => {
    await database.close()
    await w.close()
  })

  test('each source’s view has its columns, of the type that the catalogue says', async () => {
    const { rows } = await w.admin.query<{ name: string; column: string; type: string }>(
      `SELECT table_schema || '.' || table_name AS name, column_name AS column, udt_name AS type FROM information_schema.columns WHERE table_name LIKE 'source\\_%'`,
    )
    const typesOf = {
      text: ['text'],
      masked: ['text'],
      code: ['text'],
      codes: ['_text'],
      number: ['int4', 'int8', 'float8', 'numeric'],
      day: ['date'],
      moment: ['timestamptz'],
      yes: ['bool'],
    }
    for (const source of sources) {
      const name = viewOf(source.key).join('.')
      const typeOf = (key: string) => rows.find((r) => r.name === name && r.column === key)?.type
      expect(typeOf('street_id'), name).toBe('text')
      expect(typeOf('path'), name).toBe('text')
      if (source.round !== 'none') expect(typeOf('round_id'), name).toBe('uuid')
      for (const column of source.columns)
        expect(typesOf[column.type], `${name}.${column.key}`).toContain(typeOf(column.key))
    }
    const views = await w.admin.query<{ name: string; options: string[] | null }>(
      `SELECT n.nspname || '.' || c.relname AS name, c.reloptions AS options FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v' AND c.relname LIKE 'source\\_%'`,
    )
    expect(views.rows.length).toBe(sources.length)
    for (const view of views.rows) expect(view.options, view.name).toEqual(['security_invoker=true'])
  })

  test.each(['officer', 'leader', 'grid', 'superior'] as const)(
    'every question that the %s may ask is answered',
    async (login) => {
      const actor = w.world.actor(login)
      let asked = 0
      await fc.assert(
        fc.asyncProperty(anyQuestion(), async (drawn) => {
          const question = { ...questionSchema.parse(drawn), area: null }
          if (checkQuestion(question, { role: actor.role, fields: new Map() }).length > 0) return
          asked++
          await database.within(
            actor,
            async (context) => {
              const prepared = await prepare(context, question, { fields: [] })
              const result = await answer(context, prepared, 3)
              expect(result.total).toBeGreaterThanOrEqual(result.rows.length)
              for (const row of result.rows) expect(row).toHaveLength(result.columns.length)
              let all = 0
              for await (const row of eachRow(context, prepared)) {
                expect(row).toHaveLength(result.columns.length)
                if (all < result.rows.length) expect(row.length).toBe(result.rows[all]!.length)
                all++
              }
              expect(all).toBe(result.total)
            },
            { readOnly: true },
          )
        }),
        { numRuns: 400 },
      )
      // A superior may ask of few sources: about one question in seven.
      expect(asked).toBeGreaterThan(25)
    },
    240_000,
  )

  test('the figures are those of the world', async () => {
    const asked = async (login: string, draft: unknown) =>
      database.within(w.world.actor(login), async (context) => {
        const result = await answer(context, await prepare(context, questionSchema.parse(draft), { fields: [] }), 50)
        return [...result.rows, ...(result.totals ? [result.totals] : [])]
      })
    const byCommunity = {
      source: 'testing.figures',
      round: 'latest',
      rows: {
        by: 'groups',
        groups: [{ column: 'community' }],
        measures: [
          { of: 'sum', column: 'due' },
          { of: 'sum', column: 'tested' },
          { of: 'sum', column: 'walk_in' },
          { of: 'ratio', column: 'tested', to: 'due' },
        ],
        totals: true,
      },
    }
    expect(await asked('officer', byCommunity)).toEqual([
      ['桃影社区', 5, 2, 1, 40],
      ['柳亭社区', 2, 0, 0, 0],
      [null, 7, 2, 1, 28.5],
    ])
    expect(await asked('leader', byCommunity)).toEqual([
      ['桃影社区', 5, 2, 1, 40],
      [null, 5, 2, 1, 40],
    ])
    // Doors in the order of the house, names that stand alone, age as of today.
    expect(
      await asked('officer', {
        source: 'register.residents',
        purpose: '核对',
        rows: { by: 'each', columns: [{ column: 'dwelling' }, { column: 'name' }, { column: 'groups' }] },
        filters: [{ op: 'filled', column: 'groups' }],
      }),
    ).toEqual([
      ['桃影社区 桃影苑 1号楼 1单元 101室', '桃小溪', ['alone-old']],
      ['桃影社区 桃影苑 1号楼 1单元 201室', '单燕', ['courier']],
      ['柳亭社区 柳亭苑 1号楼 1单元 101室', '柳星', ['medical']],
    ])
    // Somebody of two kinds counts at both; areas without anybody stand there with nought.
    expect(
      await asked('officer', {
        source: 'register.residents',
        rows: {
          by: 'groups',
          groups: [{ column: 'building' }],
          measures: [{ of: 'count', where: [{ op: 'in', column: 'groups', values: ['medical', 'courier'] }] }],
          every: true,
        },
        area: HOME,
      }),
    ).toEqual([
      ['桃影苑 1号楼', 1],
      ['桃影苑 2号楼', 0],
    ])
    expect(
      await asked('officer', {
        source: 'testing.missing',
        round: 'latest',
        rows: { by: 'groups', groups: [{ column: 'outcome' }], measures: [{ of: 'count' }] },
      }),
    ).toEqual([
      ['not-tried', 4],
      ['away', 1],
    ])
  })
})
