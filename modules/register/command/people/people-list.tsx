/** Residents of an area as a list: found by text, narrowed by filters, out to Excel with a purpose. */
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { ageOn, shanghaiDay } from '../../../../platform/pure/time.ts'
import { call, serverNow } from '../../../../platform/web/client.ts'
import { type Column, DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../../platform/web/desk/export-button.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { Found } from '../../../../platform/web/desk/found.tsx'
import { usePages } from '../../../../platform/web/desk/use-pages.ts'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { register } from '../../contract.ts'
import { type AreaLine, groups, type Resident, sexes, tenancies, works } from '../../model.ts'
import { registerWords as w } from '../../words.ts'
import { type Filter, PeopleFilters } from './people-filters.tsx'
import { ResidentDrawer } from './resident-drawer.tsx'
import '../../../../platform/web/desk/record.css'

const readAsWords = {
  name: w.readName,
  pinyin: w.readPinyin,
  initials: w.readInitials,
  'phone-tail': w.readPhoneTail,
  phone: w.readPhone,
  'id-number': w.readIdNumber,
  address: w.readAddress,
  all: w.readAll,
} as const

const shortResidence = { local: w.shortLocal, incoming: w.shortIncoming, away: w.shortAway } as const

interface PeopleListProps {
  readonly under: Pick<AreaLine, 'path' | 'name'>
  readonly text: string
}

export function PeopleList({ under, text }: PeopleListProps) {
  const { t, lang } = useLang()
  const { area: mine } = useDesk()
  const [filter, setFilter] = useState<Filter>({})
  const [wide, setWide] = useState(false)
  const [seen, setSeen] = useState<Resident | null>(null)
  const exports = useMay(register.operations.exportResidents.roles)
  const typed = text.trim()
  const within = wide ? mine.path : under.path
  const question = { ...filter, under: within, ...(typed === '' ? {} : { text: typed }) }
  const asked = usePages(register.operations.findResidents, { ...question, limit: 50 }, { keep: true })
  const today = shanghaiDay(serverNow())

  const columns: Column<Resident>[] = [
    {
      key: 'name',
      title: w.name,
      width: 112,
      cell: (r) => (
        <button type="button" className="row-link row-button" onClick={() => setSeen(r)}>
          {r.name}
        </button>
      ),
    },
    {
      key: 'age',
      title: w.sexAge,
      width: 100,
      cell: (r) =>
        [r.sex && t(sexes.words[r.sex]), r.birthDate && t(w.years, { n: ageOn(r.birthDate, today) })]
          .filter(Boolean)
          .join(' '),
    },
    {
      key: 'address',
      title: w.address,
      width: 228,
      cell: (r) => <Link to={`/register/in/${r.path}`}>{r.address}</Link>,
    },
    {
      key: 'phone',
      title: w.phone,
      width: 122,
      cell: (r) => r.phoneMasked ?? <span className="muted">{t(w.noPhone)}</span>,
    },
    {
      key: 'idNumber',
      title: w.idNumber,
      width: 178,
      cell: (r) => r.idMasked ?? <span className="muted">{t(w.noDocument)}</span>,
    },
    { key: 'residence', title: w.residence, width: 134, cell: (r) => t(shortResidence[r.residence]) },
    {
      key: 'groups',
      title: w.groups,
      width: 130,
      cell: (r) => r.groups.map((g) => t(groups.words[g])).join(lang === 'zh' ? '、' : ', '),
    },
    { key: 'work', title: w.work, width: 100, extra: true, cell: (r) => t(works.words[r.work]) },
    { key: 'tenancy', title: w.tenancy, width: 90, extra: true, cell: (r) => t(tenancies.words[r.tenancy]) },
    { key: 'note', title: w.note, width: 200, extra: true, cell: (r) => r.note },
  ]

  const readAs = asked.query.data?.pages[0]?.readAs ?? 'all'
  const searched = typed !== '' || Object.keys(filter).length > 0
  return (
    <>
      {searched && (
        <Found
          error={asked.query.error}
          found={asked.total === undefined ? undefined : t(w.foundCount, { count: count(asked.total, lang) })}
          readAs={typed !== '' && readAs !== 'all' && t(w.foundAs, { how: t(readAsWords[readAs]) })}
        >
          <span>{t(w.inArea, { area: wide ? mine.name : under.name })}</span>
          {!wide && under.path !== mine.path && (
            <Button type="link" size="small" onClick={() => setWide(true)}>
              {t(w.everywhere)}
            </Button>
          )}
        </Found>
      )}
      <Block flush>
        <DataTable
          id="register.people"
          label={t(w.viewPeople)}
          columns={columns}
          rows={asked.query.error ? [] : asked.rows}
          rowKey={(r) => r.id}
          rowTone={(r) => (r.leftAt ? 'quiet' : undefined)}
          loading={asked.reading}
          total={asked.total}
          onMore={asked.more}
          filters={<PeopleFilters filter={filter} onFilter={setFilter} />}
          actions={
            exports && (
              <ExportButton
                title={t(w.exportTitle)}
                disabled={!asked.rows?.length}
                start={(purpose) => call(register.operations.exportResidents, { ...question, purpose, lang })}
              />
            )
          }
          empty={<Nothing title={t(w.foundNone)} hint={t(w.foundNoneHint)} />}
        />
      </Block>
      {seen && <ResidentDrawer mode="see" resident={seen} onClose={() => setSeen(null)} />}
    </>
  )
}
