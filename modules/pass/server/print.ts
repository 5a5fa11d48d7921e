/** Paper: cards to be cut from A4 sheets, each signed as long as its pass, and the list for a gate whose phone is dead. */
import { isBelow } from '../../../platform/pure/area.ts'
import { Problem } from '../../../platform/pure/problem.ts'
import { type Lang, say, type Word } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { Call, HandlersOf } from '../../../platform/server/room.ts'
import { areaNames } from '../../register/server/public.ts'
import type { Card } from '../answers.ts'
import { pass } from '../contract.ts'
import { passCode } from '../envelope.ts'
import type { PassForm } from '../model.ts'
import { problems } from '../problems.ts'
import { passWords as w } from '../words.ts'
import { type Signer, signers } from './keys.ts'
import { findPasses, type PassFilter, type PassRow, passesByIds } from './pass-store.ts'

const { events } = pass
/** Ten on a sheet. */
const MOST_CARDS = 300
const MOST_LINES = 3000

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)

/** The code of a pass, good between two moments (seconds since 1970). */
export const codeOf = (
  row: PassRow,
  form: PassForm,
  { notBefore, expires }: { notBefore: number; expires: number },
  { keyId, sign }: Signer,
): string =>
  passCode(
    {
      ...{ passId: row.id, form, kind: row.kind, scope: row.scope, household: row.household, notBefore, expires },
      holder: { name: row.holder, sex: row.sex, birthYear: row.birthYear },
    },
    keyId,
    sign,
  )

async function withNames(context: Context, rows: readonly PassRow[]): Promise<Omit<Card, 'code'>[]> {
  const names = await areaNames(context, [...new Set(rows.flatMap(({ scope }) => scope))])
  return rows.map(({ id, number, kind, holder, sex, birthYear, place, scope, until }) => ({
    ...{ passId: id, number, kind, holder: { name: holder, sex, birthYear }, place: place ?? '' },
    ...{ scope: scope.map((path) => names.get(path) ?? path), until: until.toISOString() },
  }))
}

async function all(context: Context, filter: PassFilter, most: number): Promise<PassRow[]> {
  const { rows, total } = await findPasses(context, filter, { limit: most })
  if (total > most) throw new Problem(problems.tooManyCards, { most })
  return rows.toSorted((a, b) => (a.path < b.path || (a.path === b.path && a.name < b.name) ? -1 : 1))
}

/** What is asked for above one's own area means one's own area. */
const own = <T extends { readonly under: string }>(context: Context, of: T): T =>
  isBelow(context.actor.path, of.under) ? { ...of, under: context.actor.path } : of

interface Printed {
  readonly under: string
  readonly operationId: string
  readonly purpose: string
  readonly lang: Lang
}
/** Books what leaves the printer. @returns what every sheet says */
export async function book(
  context: Context & Call,
  title: Word,
  { under, operationId, purpose, lang }: Printed,
  rows: number,
): Promise<string> {
  const { watermark } = await context.house.files.paper(context, {
    ...{ actor: context.actor, kind: 'pass.paper', title: say(title, lang), path: under, operationId },
    ...{ purpose, lang, rows },
  })
  return watermark
}

export const printHandlers: Pick<HandlersOf<typeof pass>, 'printCards' | 'printList'> = {
  printCards: async (context, { passIds, which, ...asked }) => {
    const of = own(context, asked)
    const { operationId, under } = of
    const rows = passIds
      ? (await passesByIds(context, passIds)).filter(
          (row) => row.operationId === operationId && row.standing === 'valid',
        )
      : await all(
          context,
          { operationId, under, standing: 'valid', ...(which === 'all' ? {} : { cards: which }) },
          MOST_CARDS,
        )
    const signerAt = await signers(context, context.house)
    const signer = signerAt(Date.now())
    const codes = rows.map((row) =>
      codeOf(row, 'card', { notBefore: seconds(row.from), expires: seconds(row.until) }, signer),
    )
    const named = await withNames(context, rows)
    await context.query('UPDATE pass.pass SET card_key = $2, card_at = now() WHERE id = ANY ($1)', [
      rows.map(({ id }) => id),
      signer.keyId,
    ])
    const watermark = await book(context, w.cards, of, rows.length)
    await context.record(events.cardsPrinted, { path: under, operationId, data: { cards: rows.length } })
    return { cards: named.map((card, i) => ({ ...card, code: codes[i] as string })), watermark }
  },

  printList: async (context, asked) => {
    const of = own(context, asked)
    const { operationId, under } = of
    const rows = await all(context, { operationId, under, standing: 'valid' }, MOST_LINES)
    const watermark = await book(context, w.gateList, of, rows.length)
    await context.record(events.listPrinted, { path: under, operationId, data: { passes: rows.length } })
    return { rows: await withNames(context, rows), watermark }
  },
}
