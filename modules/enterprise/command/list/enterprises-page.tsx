/** All enterprises and shops of an area: their figures, then the list that explains them. The area stands in the address, what is typed does not. */
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { call } from '../../../../platform/web/client.ts'
import { AreaPicker } from '../../../../platform/web/desk/area-picker.tsx'
import { DataTable } from '../../../../platform/web/desk/data-table.tsx'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../../platform/web/desk/export-button.tsx'
import { Figure, Figures } from '../../../../platform/web/desk/figure.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { Found } from '../../../../platform/web/desk/found.tsx'
import { ImportIcon, PlusIcon } from '../../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../../platform/web/desk/link-button.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { SearchBox } from '../../../../platform/web/desk/search-box.tsx'
import { usePages } from '../../../../platform/web/desk/use-pages.ts'
import { useSearchText } from '../../../../platform/web/desk/use-search-text.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { useMay } from '../../../../platform/web/session.tsx'
import { enterprises } from '../../contract.ts'
import type { Enterprise } from '../../model.ts'
import { enterpriseWords as w } from '../../words.ts'
import { EnterpriseDrawer } from '../one/enterprise-drawer.tsx'
import { useEnterpriseLive } from '../use-enterprise-live.ts'
import { useEnterpriseColumns } from './enterprise-columns.tsx'
import { EnterpriseFilters, type Filter } from './enterprise-filters.tsx'
import { KindBar } from './kind-bar.tsx'
import '../enterprise.css'

const ops = enterprises.operations
const readAsWords = {
  name: w.readName,
  letters: w.readLetters,
  'phone-tail': w.readTail,
  phone: w.readPhone,
  code: w.readCode,
  address: w.readAddress,
} as const

interface Asked {
  readonly under?: string
  readonly manager?: string
}

export default function EnterprisesPage() {
  const { t, lang } = useLang()
  const { area: mine } = useDesk()
  const navigate = useNavigate()
  const { under = mine.path, manager } = useSearch({ strict: false }) as Asked
  const [text, setText] = useSearchText(enterprises.room)
  const [filter, setFilter] = useState<Filter>(() => (manager === undefined ? {} : { manager }))
  const [adding, setAdding] = useState(false)
  const keeps = useMay(ops.registerEnterprise.roles)
  const counts = useAsk(ops.counts, { under }, { keep: true })
  useEnterpriseLive()

  const figures = counts.data
  const empty = figures !== undefined && figures.open + figures.suspended + figures.closed === 0
  const add = keeps && (
    <>
      <LinkButton icon={<ImportIcon />} to="/enterprises/imports">
        {t(w.importList)}
      </LinkButton>
      <Button type="primary" icon={<PlusIcon />} onClick={() => setAdding(true)}>
        {t(w.register)}
      </Button>
    </>
  )
  return (
    <DeskPage
      title={t(w.title)}
      lead={t(w.lead)}
      actions={
        <>
          <LinkButton to="/enterprises/managers">{t(w.managers)}</LinkButton>
          {add}
        </>
      }
    >
      <SearchBox text={text} onText={setText} label={t(w.searchLabel)} hint={t(w.searchHint)} />
      <div className="enterprise-area">
        <span id="enterprise-area">{t(w.inArea)}</span>
        <AreaPicker
          label={t(w.inArea)}
          value={under}
          {...(figures ? { shownAs: figures.areaName } : {})}
          onChange={(path) => void navigate({ to: '.', search: path === mine.path ? {} : { under: path } })}
        />
      </div>
      {empty ? (
        <Block>
          <Nothing title={t(w.none)} hint={t(w.noneHint)} action={add} />
        </Block>
      ) : (
        <>
          <Figures label={figures?.areaName ?? t(w.title)}>
            <Figure
              lead
              label={t(w.open)}
              value={figures?.open ?? null}
              onOpen={() => setFilter({ states: ['open'] })}
            />
            <Figure
              label={t(w.suspended)}
              value={figures?.suspended ?? null}
              onOpen={() => setFilter({ states: ['suspended'] })}
            />
            <Figure label={t(w.staff)} value={figures?.staff ?? null} note={t(w.staffKnown)} />
            <Figure
              label={t(w.rooms)}
              value={figures?.rooms ?? null}
              onOpen={() => setFilter({ kinds: ['landlord', 'hotel'] })}
            />
            <Figure
              label={t(w.withoutPhone)}
              value={figures?.withoutPhone ?? null}
              note={t(w.withoutPhoneNote)}
              {...((figures?.withoutPhone ?? 0) > 0 ? { tone: 'hand' as const } : {})}
              onOpen={() => setFilter({ withoutPhone: true })}
            />
          </Figures>
          {figures && (
            <KindBar
              counts={figures}
              chosen={filter.kinds ?? []}
              onChoose={(kind) => {
                const { kinds: _, ...rest } = filter
                setFilter(kind === null ? rest : { ...rest, kinds: [kind] })
              }}
            />
          )}
          <FoundList under={under} text={text} filter={filter} onFilter={setFilter} lang={lang} />
        </>
      )}
      {adding && (
        <EnterpriseDrawer
          mode="register"
          at={figures && under !== mine.path ? { path: under, name: figures.areaName } : null}
          onClose={() => setAdding(false)}
          onDone={({ id }) => void navigate({ to: `/enterprises/${id}` })}
        />
      )}
    </DeskPage>
  )
}

interface FoundProps {
  readonly under: string
  readonly text: string
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly lang: 'zh' | 'en'
}

function FoundList({ under, text, filter, onFilter, lang }: FoundProps) {
  const { t } = useLang()
  const exports = useMay(ops.exportEnterprises.roles)
  const columns = useEnterpriseColumns()
  const typed = text.trim()
  const question = { ...filter, under, ...(typed === '' ? {} : { text: typed }) }
  const asked = usePages(ops.find, { ...question, limit: 50 }, { keep: true })
  const readAs = asked.query.data?.pages[0]?.readAs ?? 'all'
  const searched = typed !== '' || Object.keys(filter).length > 0
  return (
    <>
      {searched && (
        <Found
          error={asked.query.error}
          found={asked.total === undefined ? undefined : t(w.found, { count: count(asked.total, lang) })}
          readAs={readAs !== 'all' && t(w.foundAs, { how: t(readAsWords[readAs]) })}
        />
      )}
      <Block flush>
        <DataTable<Enterprise>
          id="enterprise.enterprises"
          label={t(w.title)}
          columns={columns}
          rows={asked.query.error ? [] : asked.rows}
          rowKey={(e) => e.id}
          rowTone={(e) => (e.state === 'open' ? undefined : 'quiet')}
          loading={asked.reading}
          total={asked.total}
          onMore={asked.more}
          filters={<EnterpriseFilters filter={filter} onFilter={onFilter} />}
          actions={
            exports && (
              <ExportButton
                title={t(w.exportTitle)}
                disabled={!asked.rows?.length}
                start={(purpose) => call(ops.exportEnterprises, { ...question, purpose, lang })}
              />
            )
          }
          empty={<Nothing title={t(w.foundNone)} hint={t(w.foundNoneHint)} />}
        />
      </Block>
    </>
  )
}
