/** Enterprises as a watermarked, counted Excel list: phones masked, as on the screen. Its titles are those that an import reads. */
import { say, type Word, words } from '../../../platform/pure/words.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { SheetColumn } from '../../../platform/server/sheets/write-xlsx.ts'
import type { enterprises } from '../contract.ts'
import { type Enterprise, industries, kinds, sizes, stateReasons, states } from '../model.ts'
import { criteriaOf } from './enterprise-actions.ts'
import { eachEnterprise, findEnterprises } from './store.ts'

const texts = words({
  title: ['企业和商铺名单', 'Enterprises and shops'],
  premises: ['所在位置', 'Premises'],
  name: ['名称', 'Name'],
  shortName: ['简称', 'Short name'],
  kind: ['类型', 'Kind'],
  code: ['统一社会信用代码', 'Credit code'],
  industry: ['行业', 'Industry'],
  staff: ['从业人数', 'Staff'],
  size: ['规模', 'Size'],
  rooms: ['房间数', 'Rooms'],
  floorArea: ['面积（平方米）', 'Floor area (m²)'],
  address: ['地址', 'Address'],
  legalName: ['负责人', 'Person in charge'],
  legalPhone: ['负责人电话', 'Phone of the person in charge'],
  contactName: ['联系人', 'Contact'],
  contactPhone: ['联系电话', 'Contact phone'],
  manager: ['物业', 'Property manager'],
  state: ['状态', 'State'],
  stateReason: ['原因', 'Reason'],
  note: ['备注', 'Note'],
})

type Said = (codes: { words: Readonly<Record<string, Word>> }, code: string | null) => string | null

const COLUMNS: readonly (readonly [
  keyof typeof texts,
  Omit<SheetColumn, 'title'>,
  (e: Enterprise, said: Said) => unknown,
])[] = [
  ['premises', { width: 30 }, (e) => e.premises],
  ['name', { width: 32 }, (e) => e.name],
  ['shortName', { width: 14 }, (e) => e.shortName],
  ['kind', { width: 12 }, (e, said) => said(kinds, e.kind)],
  ['code', { width: 22 }, (e) => e.code],
  ['industry', { width: 18 }, (e, said) => said(industries, e.industry)],
  ['staff', { width: 8, kind: 'number' }, (e) => e.staff],
  ['size', { width: 8 }, (e, said) => said(sizes, e.size)],
  ['rooms', { width: 8, kind: 'number' }, (e) => e.rooms],
  ['floorArea', { width: 12, kind: 'number' }, (e) => e.floorArea],
  ['address', { width: 30 }, (e) => e.address],
  ['legalName', { width: 10 }, (e) => e.legalName],
  ['legalPhone', { width: 14 }, (e) => e.legalMasked],
  ['contactName', { width: 10 }, (e) => e.contactName],
  ['contactPhone', { width: 14 }, (e) => e.contactMasked],
  ['manager', { width: 18 }, (e) => e.manager?.name ?? null],
  ['state', { width: 8 }, (e, said) => said(states, e.state)],
  ['stateReason', { width: 12 }, (e, said) => said(stateReasons, e.stateReason)],
  ['note', { width: 24 }, (e) => e.note],
]

export const exportHandlers: Pick<HandlersOf<typeof enterprises>, 'exportEnterprises'> = {
  exportEnterprises: async (context, { purpose, lang, ...filter }) => {
    const criteria = await criteriaOf(context, filter)
    const { total } = await findEnterprises(context, criteria, { limit: 1 })
    const said: Said = (codes, code) => (code === null ? null : say(codes.words[code] ?? [code, code], lang))
    const fileId = await context.house.files.order({
      actor: context.actor,
      kind: 'enterprise.enterprises',
      title: say(texts.title, lang),
      purpose,
      path: criteria.filter.under,
      lang,
      total,
      sheets: [
        {
          name: say(texts.title, lang),
          columns: COLUMNS.map(([title, more]) => ({ ...more, title: say(texts[title], lang) })),
          rows: async function* (inside) {
            for await (const enterprise of eachEnterprise(inside, criteria))
              yield COLUMNS.map(([, , cell]) => cell(enterprise, said))
          },
        },
      ],
    })
    return { fileId }
  },
}
