/** Who has not reported and how to reach them, who has and what; on the screen, on the phone and in Excel. */

import type { CodeOf } from '../../../platform/pure/codes.ts'
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { type Lang, say } from '../../../platform/pure/words.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import { groups, sexes } from '../../register/model.ts'
import { clockOf } from '../../testing/call-time.ts'
import { selftest } from '../contract.ts'
import { type MissingPerson, type reportDoubts, tryOutcomes } from '../model.ts'
import { partAsked } from './collections.ts'
import { exportWords as w } from './export-words.ts'
import { countMissing, listMembers, listMissing, listReported, type Member } from './people-store.ts'

const standingOf = ({ result, source, statedAt }: Member) =>
  result && source && statedAt ? { result, source, statedAt: statedAt.toISOString() } : null
/** A grid has at most some thousands; whoever answers for more chooses a part. */
const MOST_CARRIED = 20_000
const PAGE = 5000

export const peopleHandlers: Pick<
  HandlersOf<typeof selftest>,
  'missing' | 'exportMissing' | 'recordTry' | 'reported' | 'household' | 'pocket'
> = {
  missing: async (context, { text, order, after, limit, ...input }) => {
    const part = await partAsked(context, input)
    const page = await listMissing(context, { ...part, text, order }, { after, limit, now: Date.now() })
    return { on: part.day, ...page, total: await countMissing(context, { ...part, text }) }
  },

  exportMissing: {
    async outside({ house, actor }, { order, purpose, lang, ...input }) {
      const { part, total } = await house.database.within(actor, async (context) => {
        const part = await partAsked(context, input)
        return { part, total: await countMissing(context, part) }
      })
      const now = Date.now()
      const fileId = await house.files.order({
        actor,
        kind: 'selftest.missing',
        title: say(w.title, lang, { name: part.collection.name, day: part.day }),
        purpose,
        path: part.under,
        operationId: part.collection.operationId,
        lang,
        total,
        sheets: [
          {
            name: say(w.sheet, lang),
            columns: COLUMNS.map(([word, width]) => ({ title: say(word, lang), width })),
            rows: async function* (context) {
              let after: string | undefined
              do {
                const page = await listMissing(context, { ...part, order }, { after, limit: PAGE, now })
                for (const person of page.rows) yield cellsOf(person, lang)
                after = page.next ?? undefined
              } while (after)
            },
          },
        ],
      })
      return { fileId }
    },
  },

  recordTry: async (context, { id, collectionId, on, residentId, outcome }) => {
    const { collection, day } = await partAsked(context, { collectionId, on })
    const { rows } = await context.query<{ path: string }>(
      'SELECT path FROM register.public_resident WHERE street_id = $1 AND id = $2',
      [context.actor.streetId, residentId],
    )
    const [person] = rows
    if (!person) throw new Problem(platformProblems.notFound)
    const { rowCount } = await context.query(
      `INSERT INTO selftest.contact_try (street_id, operation_id, collection_id, id, resident_id, path, due_on, outcome, account_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (street_id, id) DO NOTHING`,
      [
        ...[context.actor.streetId, collection.operationId, collectionId, id, residentId],
        ...[person.path, day, outcome, context.actor.accountId],
      ],
    )
    if (rowCount)
      await context.record(selftest.events.personTried, {
        path: person.path,
        operationId: collection.operationId,
        data: { collectionId, residentId, outcome },
      })
    return {}
  },

  reported: async (context, { text, result, after, limit, ...input }) => {
    const part = await partAsked(context, input)
    if (after !== undefined && !/^[01]\|[a-z0-9.]{1,120}\|[0-9a-f-]{36}$/.test(after))
      throw new Problem(platformProblems.badRequest)
    const { rows, ...page } = await listReported(context, { ...part, text, result }, { after, limit })
    return {
      on: part.day,
      ...page,
      rows: rows.map((row) => ({
        ...row,
        testedAt: row.testedAt?.toISOString() ?? null,
        statedAt: row.statedAt.toISOString(),
        doubts: row.doubts as CodeOf<typeof reportDoubts>[],
      })),
    }
  },

  household: async (context, { path, ...input }) => {
    const part = await partAsked(context, { ...input, under: path })
    const members = await listMembers(context, part, 100)
    return {
      address: members[0]?.address ?? '',
      members: members.map((member) => ({
        residentId: member.residentId,
        name: member.name,
        asked: member.asked,
        standing: standingOf(member),
      })),
    }
  },

  pocket: async (context, input) => {
    const part = await partAsked(context, input)
    const members = await listMembers(context, part, MOST_CARRIED)
    return {
      on: part.day,
      people: members.map(({ residentId, path, name, initials, address, asked, result }) => ({
        ...{ id: residentId, path, name, initials, address, asked, result },
      })),
    }
  },
}

const COLUMNS = [
  [w.address, 30],
  [w.name, 12],
  [w.sex, 8],
  [w.age, 8],
  [w.phone, 16],
  [w.groups, 16],
  [w.bestCall, 14],
  [w.tries, 8],
  [w.lastOutcome, 12],
  [w.lastTryAt, 18],
  // left empty for whoever goes with the paper
  [w.negative, 8],
  [w.positive, 8],
  [w.invalid, 8],
] as const

const cellsOf = (p: MissingPerson, lang: Lang): unknown[] => [
  p.address,
  p.name,
  p.sex && say(sexes.words[p.sex], lang),
  p.age,
  p.phoneMasked,
  p.groups.map((g) => say(groups.words[g], lang)).join(' '),
  `${clockOf(p.bestCall.from)}–${clockOf(p.bestCall.to)}`,
  p.tries,
  p.lastOutcome && say(tryOutcomes.words[p.lastOutcome], lang),
  p.lastTryAt && shanghaiMinute(p.lastTryAt),
  null,
  null,
  null,
]
