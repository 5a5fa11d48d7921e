/** The desk's questions about gates. Names come from passes, masked; who passed somewhere is shown for a stated purpose and leaves a ledger line. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { say } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { type MeasureAt, measureAt, measuresAt, passesById } from '../../pass/server/public.ts'
import { gates } from '../contract.ts'
import { beyondLimit } from '../household.ts'
import { directions, outcomes, ways } from '../model.ts'
import { deskServerWords as w } from '../export-words.ts'
import {
  countOpenAlerts,
  hoursToday,
  listAlerts,
  listOut,
  listOutings,
  listPassed,
  listRemarks,
  takeUp,
} from './desk-store.ts'
import { findGate } from './gate-store.ts'
import { countOnDuty, listShifts } from './shift-store.ts'

/** The part of the asker's area that is meant. */
function partOf({ actor }: Context, under: string | undefined): string {
  if (under === undefined || isBelow(actor.path, under)) return actor.path
  if (!isBelow(under, actor.path)) throw new Problem(platformProblems.notFound)
  return under
}

/** Adds the number and masked name of each pass. */
async function named<R extends { readonly passId: string | null }>(
  context: Context,
  rows: readonly R[],
): Promise<(R & { number: string | null; name: string | null })[]> {
  const ids = [...new Set(rows.flatMap((row) => (row.passId === null ? [] : [row.passId])))]
  const passes = ids.length > 0 ? await passesById(context, ids) : new Map()
  return rows.map((row) => {
    const pass = row.passId === null ? undefined : passes.get(row.passId)
    return { ...row, number: pass?.number ?? null, name: pass?.holder.name ?? null }
  })
}

/** The measure now in force at each of these areas. */
async function measuresNow(context: Context, paths: readonly string[]): Promise<Map<string, MeasureAt>> {
  const there = [...new Set(paths)]
  const now = new Date()
  const found = await measuresAt(
    context,
    there.map((path) => ({ path, at: now })),
  )
  return new Map(there.flatMap((path, i) => (found[i] ? [[path, found[i]] as const] : [])))
}

type Handlers = Pick<
  HandlersOf<typeof gates>,
  'board' | 'remarks' | 'outside' | 'households' | 'alerts' | 'seeAlert' | 'shifts' | 'passedHere' | 'exportPassed'
>

export const deskHandlers: Handlers = {
  async board(context, { under }) {
    const part = partOf(context, under)
    return {
      hours: await hoursToday(context, part),
      ...(await countOnDuty(context, part)),
      openAlerts: await countOpenAlerts(context, part),
    }
  },

  async remarks(context, { under, of, after }) {
    const { rows, next } = await listRemarks(context, { under: partOf(context, under), of, after })
    return { rows: (await named(context, rows)).map(({ passId: _, ...row }) => row), next }
  },

  async outside(context, { under }) {
    const out = await listOut(context, partOf(context, under))
    const measures = await measuresNow(
      context,
      out.map((row) => row.path),
    )
    const late = out.filter(({ path, since }) => {
      const hours = measures.get(path)?.policy.outHours ?? null
      return hours !== null && Date.now() - since.getTime() > hours * 3600_000
    })
    return {
      rows: (await named(context, late)).map(({ passId, number, name, gateId, since }) => ({
        ...{ passId, number, name, gateId, since: since.toISOString() },
        hours: Math.round((Date.now() - since.getTime()) / 360_000) / 10,
      })),
    }
  },

  async households(context, { under }) {
    const part = partOf(context, under)
    // Twice the longest window of an order, so that the first of a finding is there, too.
    const outings = await listOutings(context, part, 28)
    const measures = await measuresNow(
      context,
      outings.map((o) => o.path),
    )
    const rows = []
    const limits = Map.groupBy(outings, (o) => JSON.stringify(measures.get(o.path)?.policy.household ?? null))
    for (const [text, counted] of limits) {
      const limit = JSON.parse(text) as { people: number; days: number } | null
      if (limit === null) continue
      for (const found of beyondLimit(counted, limit)) {
        const lines = await named(context, found.outings)
        rows.push({
          household: found.household,
          ...limit,
          outings: lines.map(({ id, gateId, at, number, name }) => ({ id, gateId, at, number, name })),
        })
      }
    }
    return { rows: rows.slice(0, 300) }
  },

  alerts: async (context, { under }) => ({ rows: await listAlerts(context, partOf(context, under)) }),

  async seeAlert(context, { id, kind }) {
    const taken = await takeUp(context, id, kind)
    // Taken up by a colleague a moment before: the list says by whom.
    if (taken)
      await context.record(gates.events.alertSeen, {
        path: taken.path,
        ...(taken.operationId === null ? {} : { operationId: taken.operationId }),
        data: { crossingId: id, kind },
      })
    return {}
  },

  shifts: async (context, { under }) => ({ rows: await listShifts(context, partOf(context, under), Date.now()) }),

  async passedHere(context, { gateId, from, until, purpose }) {
    const gate = await findGate(context, gateId)
    if (!gate || !isBelow(gate.path, context.actor.path)) throw new Problem(platformProblems.notFound)
    const rows = await listPassed(context, { gateId, from, until })
    const operation = await measureAt(context, gate.path, new Date(from))
    await context.record(gates.events.passageSearched, {
      path: gate.path,
      ...(operation ? { operationId: operation.operationId } : {}),
      data: { gateId, from, until, purpose, found: rows.length },
    })
    return { rows: (await named(context, rows)).map(({ passId: _, ...row }) => row) }
  },

  exportPassed: {
    async outside({ house, actor }, { gateId, from, until, purpose, lang }) {
      const { gate, total, measure } = await house.database.within(actor, async (context) => {
        const gate = await findGate(context, gateId)
        if (!gate || !isBelow(gate.path, actor.path)) throw new Problem(platformProblems.notFound)
        const total = (await listPassed(context, { gateId, from, until })).length
        return { gate, total, measure: await measureAt(context, gate.path, new Date(from)) }
      })
      const column = (key: 'at' | 'direction' | 'way' | 'outcome' | 'number' | 'name') => ({
        title: say(w[key], lang),
        ...(key === 'at' ? { kind: 'moment' as const, width: 18 } : { width: 14 }),
      })
      const fileId = await house.files.order({
        ...{ actor, kind: 'gate.passed', purpose, path: gate.path, lang, total },
        title: say(w.passedTitle, lang, { gate: gate.name }),
        ...(measure ? { operationId: measure.operationId } : {}),
        sheets: [
          {
            name: say(w.passedSheet, lang),
            columns: (['at', 'direction', 'way', 'outcome', 'number', 'name'] as const).map(column),
            rows: async function* (context) {
              for (const row of await named(context, await listPassed(context, { gateId, from, until })))
                yield [
                  new Date(row.at),
                  say(directions.words[row.direction], lang),
                  say(ways.words[row.way], lang),
                  say(outcomes.words[row.outcome], lang),
                  row.number,
                  row.name,
                ]
            },
          },
        ],
      })
      return { fileId }
    },
  },
}
