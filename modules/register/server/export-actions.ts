/** The register as a watermarked, counted Excel list: numbers masked, as on the screen. */
import { ageOn, shanghaiDay } from '../../../platform/pure/time.ts'
import { say, words } from '../../../platform/pure/words.ts'
import type { HandlersOf } from '../../../platform/server/room.ts'
import type { register } from '../contract.ts'
import { groups, idTypes, relations, residences, sexes, tenancies, works } from '../model.ts'
import { criteriaOf } from './resident-actions.ts'
import { eachResident, findResidents } from './store.ts'

const texts = words({
  title: ['居民名单', 'Residents'],
  address: ['地址', 'Address'],
  name: ['姓名', 'Name'],
  sex: ['性别', 'Sex'],
  age: ['年龄', 'Age'],
  birthDate: ['出生日期', 'Birth date'],
  idType: ['证件类型', 'Document'],
  idNumber: ['证件号码', 'Number'],
  phone: ['电话', 'Phone'],
  residence: ['户籍情况', 'Residence'],
  tenancy: ['房屋情况', 'Tenancy'],
  relation: ['与户主关系', 'Relation to head'],
  work: ['作息', 'Work'],
  groups: ['重点人群', 'Key groups'],
  note: ['备注', 'Note'],
})

export const exportHandlers: Pick<HandlersOf<typeof register>, 'exportResidents'> = {
  exportResidents: async (context, { purpose, lang, ...filter }) => {
    const criteria = await criteriaOf(context, filter)
    const { total } = await findResidents(context, criteria, { limit: 1 })
    const t = (word: keyof typeof texts): string => say(texts[word], lang)
    const today = shanghaiDay(Date.now())
    const fileId = await context.house.files.order({
      actor: context.actor,
      kind: 'register.residents',
      title: t('title'),
      purpose,
      path: criteria.filter.under ?? context.actor.path,
      lang,
      total,
      sheets: [
        {
          name: t('title'),
          columns: [
            { title: t('address'), width: 30 },
            { title: t('name'), width: 12 },
            { title: t('sex'), width: 6 },
            { title: t('age'), width: 6, kind: 'number' },
            { title: t('birthDate'), width: 12 },
            { title: t('idType'), width: 16 },
            { title: t('idNumber'), width: 22 },
            { title: t('phone'), width: 14 },
            { title: t('residence'), width: 18 },
            { title: t('tenancy'), width: 8 },
            { title: t('relation'), width: 12 },
            { title: t('work'), width: 10 },
            { title: t('groups'), width: 18 },
            { title: t('note'), width: 24 },
          ],
          rows: async function* (inside) {
            for await (const r of eachResident(inside, criteria))
              yield [
                r.address,
                r.name,
                r.sex && say(sexes.words[r.sex], lang),
                r.birthDate && ageOn(r.birthDate, today),
                r.birthDate,
                say(idTypes.words[r.idType], lang),
                r.idMasked,
                r.phoneMasked,
                say(residences.words[r.residence], lang),
                say(tenancies.words[r.tenancy], lang),
                say(relations.words[r.relation], lang),
                say(works.words[r.work], lang),
                r.groups.map((g) => say(groups.words[g], lang)).join(lang === 'zh' ? '、' : ', '),
                r.note,
              ]
          },
        },
      ],
    })
    return { fileId }
  },
}
