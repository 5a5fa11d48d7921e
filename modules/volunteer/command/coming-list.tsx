/** Who came forward to a call: found and narrowed, welcomed in a tap, opened for all else; out to Excel, thanked on paper. */
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { shanghaiMinute } from '../../../platform/pure/time.ts'
import { call as ask, type InputFor } from '../../../platform/web/client.ts'
import { choices } from '../../../platform/web/desk/choices.ts'
import { type Column, DataTable } from '../../../platform/web/desk/data-table.tsx'
import { Block, Nothing } from '../../../platform/web/desk/desk-page.tsx'
import { ExportButton } from '../../../platform/web/desk/export-button.tsx'
import { Paper } from '../../../platform/web/desk/paper.tsx'
import { PrintButton } from '../../../platform/web/desk/print-button.tsx'
import { usePages } from '../../../platform/web/desk/use-pages.ts'
import { useLang } from '../../../platform/web/lang.tsx'
import { skills } from '../../staff/model.ts'
import { skillText } from '../../staff/skills.ts'
import { volunteer } from '../contract.ts'
import { type Coming, shifts, standings, type VolunteerCall, ways } from '../model.ts'
import { volunteerWords as v } from '../words.ts'
import { ComingDrawer } from './coming-drawer.tsx'
import { useFollowing } from './use-calls.ts'
import { useWelcome } from './use-welcome.ts'
import { deskWords as w } from './words.ts'

const ops = volunteer.operations
type Filter = Omit<InputFor<typeof ops.coming>, 'callId' | 'after' | 'limit'>

export function ComingList({ call }: { call: VolunteerCall }) {
  const { t, lang } = useLang()
  const [filter, setFilter] = useState<Filter>({})
  const [seen, see] = useState<string | null>(null)
  const { welcome, busy } = useWelcome()
  const question = { ...filter, callId: call.id }
  const list = usePages(ops.coming, { ...question, limit: 100 }, { keep: true })
  useFollowing(list.query.refetch)
  const set = (part: { [K in keyof Filter]?: Filter[K] | undefined }) =>
    setFilter(
      Object.fromEntries(
        Object.entries({ ...filter, ...part }).filter(([, value]) => value !== undefined && value !== ''),
      ),
    )
  const listed = (items: readonly string[]): string => items.join(lang === 'zh' ? '、' : ', ')
  const columns: Column<Coming>[] = [
    {
      key: 'name',
      title: v.name,
      width: 90,
      cell: (row) => (
        <button type="button" className="row-link row-button" onClick={() => see(row.id)}>
          {row.name}
        </button>
      ),
    },
    { key: 'standing', title: v.standing, width: 90, cell: (row) => standingText(row, t) },
    {
      key: 'act',
      title: w.more,
      width: 80,
      cell: (row) =>
        row.standing === 'waiting' ? (
          <Button
            size="small"
            type="primary"
            loading={busy}
            onClick={() => welcome({ comingId: row.id, placement: call.place })}
          >
            {t(w.welcome)}
          </Button>
        ) : (
          <Button size="small" onClick={() => see(row.id)}>
            {t(w.more)}
          </Button>
        ),
    },
    { key: 'party', title: v.party, width: 80, cell: (row) => (row.partyMember ? (row.partyBranch ?? t(v.yes)) : '') },
    {
      key: 'skills',
      title: v.skills,
      width: 130,
      cell: (row) => listed(row.skills.map((skill) => skillText(skill, lang))),
    },
    {
      key: 'shifts',
      title: v.shifts,
      width: 110,
      cell: (row) =>
        row.shifts.length === 0 ? t(v.anyTime) : listed(row.shifts.map((shift) => t(shifts.words[shift]))),
    },
    { key: 'risk', title: v.fit, width: 110, cell: (row) => (row.minor ? t(w.safeOnly) : row.fit ? t(v.yes) : '') },
    { key: 'placement', title: v.placement, width: 160, cell: (row) => row.placement },
    { key: 'via', title: v.via, width: 110, extra: true, cell: (row) => t(ways.words[row.via]) },
    { key: 'signedAt', title: v.signedAt, width: 150, cell: (row) => shanghaiMinute(row.signedAt) },
    { key: 'phone', title: v.phone, width: 120, extra: true, cell: (row) => row.phoneMasked ?? t(w.noPhone) },
    {
      key: 'days',
      title: v.days,
      width: 160,
      extra: true,
      cell: (row) => (row.days.length === 0 ? t(v.anyDay) : listed(row.days)),
    },
    { key: 'offer', title: v.offer, width: 180, extra: true, cell: (row) => row.offer },
    { key: 'home', title: v.home, width: 130, extra: true, cell: (row) => row.home },
  ]
  const one = list.rows?.find(({ id }) => id === seen)
  const narrowed = Object.keys(filter).length > 0
  return (
    <Block flush title={t(v.listTitle)}>
      <DataTable<Coming>
        id="volunteer.coming"
        label={t(v.listTitle)}
        columns={columns}
        rows={list.rows}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.standing === 'withdrawn' ? 'quiet' : row.standing === 'waiting' ? 'hand' : undefined)}
        loading={list.reading}
        total={list.total}
        onMore={list.more}
        {...(narrowed ? {} : { empty: <Nothing title={t(w.nobody)} hint={t(w.nobodyHint)} /> })}
        filters={
          <>
            <Input.Search
              allowClear
              style={{ width: 170 }}
              aria-label={t(w.find)}
              placeholder={t(w.find)}
              onSearch={(text) => set({ text: text.trim() })}
            />
            <One
              label={t(w.anyStanding)}
              options={choices(standings, t)}
              onChange={(value) => set({ standings: value ? [value] : undefined })}
            />
            <One label={t(w.anySkill)} options={choices(skills, t)} onChange={(skill) => set({ skill })} />
            <One label={t(w.anyShift)} options={choices(shifts, t)} onChange={(shift) => set({ shift })} />
            <Checkbox onChange={({ target }) => set({ partyMember: target.checked || undefined })}>
              {t(w.partyOnly)}
            </Checkbox>
            <Checkbox onChange={({ target }) => set({ unasked: target.checked || undefined })}>{t(w.unasked)}</Checkbox>
          </>
        }
        actions={
          <>
            <PrintButton
              label={t(w.thanks)}
              title={t(w.thanks)}
              read={(purpose) => ask(ops.printThanks, { callId: call.id, purpose, lang })}
              paper={({ names, watermark }, onPrinted) => (
                <Paper ready onPrinted={onPrinted}>
                  <h1>{t(v.thanksTitle)}</h1>
                  <p>{t(w.thanksText, { call: call.name })}</p>
                  <ul className="volunteer-names">
                    {names.map(({ name }, n) => (
                      // Two may bear one name.
                      <li key={`${n} ${name}`}>{name}</li>
                    ))}
                  </ul>
                  <p>{watermark}</p>
                </Paper>
              )}
            />
            <ExportButton
              disabled={!list.rows?.length}
              start={(purpose) => ask(ops.exportComing, { ...question, purpose, lang })}
            />
          </>
        }
      />
      {one && <ComingDrawer key={one.id} coming={one} call={call} onClose={() => see(null)} />}
    </Block>
  )
}

const standingText = (row: Coming, t: (word: readonly [string, string]) => string): string =>
  row.standing === 'withdrawn' && row.linked === false ? t(w.stillOnRoster) : t(standings.words[row.standing])

function One<T extends string>({
  label,
  options,
  onChange,
}: {
  label: string
  options: { value: T; label: string }[]
  onChange: (value: T | undefined) => void
}) {
  return (
    <Select<T>
      allowClear
      style={{ width: 120 }}
      aria-label={label}
      placeholder={label}
      options={options}
      popupMatchSelectWidth={false}
      onChange={(value: T | undefined) => onChange(value)}
    />
  )
}
