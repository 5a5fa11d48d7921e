/** Who came forward: on the screen, as a watermarked Excel list, and as the names that are thanked on paper. */
import { Problem, platformProblems } from '../../../platform/pure/problem.ts'
import { shanghaiDay, shanghaiMinute } from '../../../platform/pure/time.ts'
import { type Lang, say } from '../../../platform/pure/words.ts'
import type { Context } from '../../../platform/server/database/database.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { SheetColumn } from '../../../platform/server/sheets/write-xlsx.ts'
import { skillText } from '../../staff/skills.ts'
import type { volunteer } from '../contract.ts'
import { type Coming, insuranceKinds, shifts, standings, ways } from '../model.ts'
import { volunteerWords as w } from '../words.ts'
import { eachComing, findCall, findComing } from './store.ts'

const listed = (items: readonly string[], lang: Lang): string => items.join(lang === 'zh' ? '、' : ', ')
const yes = (is: boolean, lang: Lang): string => (is ? say(w.yes, lang) : '')

const COLUMNS: readonly (readonly [keyof typeof w, Omit<SheetColumn, 'title'>, (c: Coming, lang: Lang) => unknown])[] =
  [
    ['name', { width: 10 }, (c) => c.name],
    ['phone', { width: 14 }, (c) => c.phoneMasked],
    ['standing', { width: 10 }, (c, lang) => say(standings.words[c.standing], lang)],
    ['via', { width: 12 }, (c, lang) => say(ways.words[c.via], lang)],
    ['party', { width: 8 }, (c, lang) => yes(c.partyMember, lang)],
    ['partyBranch', { width: 18 }, (c) => c.partyBranch],
    [
      'skills',
      { width: 20 },
      (c, lang) =>
        listed(
          c.skills.map((skill) => skillText(skill, lang)),
          lang,
        ),
    ],
    ['days', { width: 24 }, (c, lang) => (c.days.length === 0 ? say(w.anyDay, lang) : listed(c.days, lang))],
    ['shifts', { width: 18 }, (c, lang) => shiftText(c, lang)],
    ['offer', { width: 24 }, (c) => c.offer],
    ['home', { width: 16 }, (c) => c.home],
    ['minor', { width: 8 }, (c, lang) => yes(c.minor, lang)],
    ['guardian', { width: 10 }, (c) => c.guardian],
    [
      'insurance',
      { width: 24 },
      (c, lang) =>
        c.insurance &&
        [say(insuranceKinds.words[c.insurance.kind], lang), c.insurance.policy, c.insurance.until]
          .filter(Boolean)
          .join(' '),
    ],
    ['fit', { width: 10 }, (c, lang) => yes(c.fit, lang)],
    ['placement', { width: 24 }, (c) => c.placement],
    ['signedAt', { width: 16 }, (c) => shanghaiMinute(c.signedAt)],
    ['cameAt', { width: 16 }, (c) => c.cameAt && shanghaiMinute(c.cameAt)],
  ]
const shiftText = (c: Coming, lang: Lang): string =>
  c.shifts.length === 0
    ? say(w.anyTime, lang)
    : listed(
        c.shifts.map((shift) => say(shifts.words[shift], lang)),
        lang,
      )

async function callToRead(context: Context, id: string) {
  const call = await findCall(context, id)
  if (!call) throw new Problem(platformProblems.notFound)
  return call
}

export const listHandlers: Pick<HandlersOf<typeof volunteer>, 'coming' | 'exportComing' | 'printThanks'> = {
  coming: async (context, { after, limit, ...filter }) =>
    findComing(context, filter, shanghaiDay(Date.now()), { after, limit }),

  exportComing: async (context, { purpose, lang, ...filter }) => {
    const call = await callToRead(context, filter.callId)
    const today = shanghaiDay(Date.now())
    const { total } = await findComing(context, filter, today, { limit: 1 })
    const title = say(w.exportTitle, lang, { call: call.name })
    const fileId = await context.house.files.order({
      ...{ actor: context.actor, kind: 'volunteer.coming', title, purpose, path: context.actor.path, lang, total },
      operationId: call.operationId,
      sheets: [
        {
          name: say(w.listTitle, lang),
          columns: COLUMNS.map(([word, more]) => ({ ...more, title: say(w[word], lang) })),
          rows: async function* (inside) {
            for await (const one of eachComing(inside, filter, today))
              yield COLUMNS.map(([, , cell]) => cell(one, lang))
          },
        },
      ],
    })
    return { fileId }
  },

  printThanks: async (context, { callId, purpose, lang }) => {
    const call = await callToRead(context, callId)
    const names: { name: string; came: boolean }[] = []
    const filter = { callId, standings: ['waiting', 'placed', 'came'] as Coming['standing'][] }
    for await (const { name, cameAt } of eachComing(context, filter, shanghaiDay(Date.now())))
      names.push({ name, came: cameAt !== null })
    const { watermark } = await context.house.files.paper(context, {
      ...{ actor: context.actor, kind: 'volunteer.thanks', title: say(w.thanksTitle, lang), purpose, lang },
      ...{ path: context.actor.path, operationId: call.operationId, rows: names.length },
    })
    return { watermark, names }
  },
}
