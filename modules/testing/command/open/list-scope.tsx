/** Names the people of a round: found in the register by what is known of them, or pasted line by line and looked up. */
import { Alert, App, Button, Input, InputNumber, Segmented, Select, Tag } from 'antd'
import { useDeferredValue, useState } from 'react'
import { call, type InputFor, wordsOf } from '../../../../platform/web/client.ts'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { register } from '../../../register/contract.ts'
import { groups, residences, works } from '../../../register/model.ts'
import { type Batch, listed } from './draft.ts'
import { PasteList } from './paste-list.tsx'
import { listWords } from './words.ts'

const { findResidents } = register.operations
type Filter = Omit<InputFor<typeof findResidents>, 'after' | 'limit'>
const MOST = 20_000

interface ListScopeProps {
  readonly under: string
  readonly batches: readonly Batch[]
  readonly onChange: (batches: readonly Batch[]) => void
}

export function ListScope({ under, batches, onChange }: ListScopeProps) {
  const { t, lang } = useLang()
  const [way, setWay] = useState<'find' | 'paste'>('find')
  const add = (batch: Omit<Batch, 'key'>) => onChange([...batches, { ...batch, key: freshId() }])
  return (
    <div className="list-scope">
      <p className="muted">{t(listWords.intro)}</p>
      <Segmented
        aria-label={t(listWords.intro)}
        value={way}
        onChange={setWay}
        options={[
          { value: 'find', label: t(listWords.find) },
          { value: 'paste', label: t(listWords.paste) },
        ]}
      />
      {way === 'find' ? <FindPeople under={under} onAdd={add} /> : <PasteList under={under} onAdd={add} />}
      <p className="list-scope-total">
        <strong>{t(listWords.chosen, { n: count(listed(batches).length, lang) })}</strong>
        {batches.map((batch) => (
          <Tag key={batch.key} closable onClose={() => onChange(batches.filter((one) => one !== batch))}>
            {t(listWords.batch, { label: batch.label, n: count(batch.people.length, lang) })}
          </Tag>
        ))}
      </p>
    </div>
  )
}

function FindPeople({ under, onAdd }: { under: string; onAdd: (batch: Omit<Batch, 'key'>) => void }) {
  const { t, lang } = useLang()
  const { message } = App.useApp()
  const [filter, setFilter] = useState<Filter>({})
  const [added, setAdded] = useState<number | null>(null)
  const set = (change: Filter) => setFilter((before) => ({ ...before, ...change }))
  const asked = useDeferredValue<Filter>({ ...clean(filter), under })
  const found = useAsk(findResidents, { ...asked, limit: 1 }, { keep: true })
  const total = found.data?.total ?? 0
  const addAll = async () => {
    if (total > MOST) return void message.warning(t(listWords.tooMany, { most: count(MOST, lang) }))
    const people: Batch['people'][number][] = []
    setAdded(0)
    try {
      let after: string | null = null
      do {
        const page: Awaited<ReturnType<typeof readPage>> = await readPage(asked, after)
        people.push(...page.rows.map(({ id, path }) => ({ id, path })))
        after = page.next
        setAdded(people.length)
      } while (after !== null)
      onAdd({ label: labelOf(asked, t), people })
    } catch (error) {
      void message.error(t(wordsOf(error)))
    } finally {
      setAdded(null)
    }
  }
  const options = <V extends string>(codes: {
    values: readonly V[]
    words: Readonly<Record<V, readonly [string, string]>>
  }) => codes.values.map((value) => ({ value, label: t(codes.words[value]) }))
  return (
    <>
      <div className="list-filters">
        <Input
          allowClear
          aria-label={t(listWords.text)}
          placeholder={t(listWords.text)}
          value={filter.text ?? ''}
          onChange={(event) => set({ text: event.target.value })}
        />
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t(listWords.groups)}
          placeholder={t(listWords.groups)}
          value={filter.groups ?? []}
          onChange={(value) => set({ groups: value })}
          options={options(groups)}
          maxTagCount="responsive"
        />
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t(listWords.works)}
          placeholder={t(listWords.works)}
          value={filter.work ?? []}
          onChange={(value) => set({ work: value })}
          options={options(works)}
          maxTagCount="responsive"
        />
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t(listWords.residence)}
          placeholder={t(listWords.residence)}
          value={filter.residence ?? []}
          onChange={(value) => set({ residence: value })}
          options={options(residences)}
          maxTagCount="responsive"
        />
        <span className="list-ages">
          <InputNumber
            min={0}
            max={150}
            precision={0}
            aria-label={t(listWords.ageFrom)}
            placeholder={t(listWords.ageFrom)}
            value={filter.ageFrom ?? null}
            onChange={(value) => set({ ageFrom: value ?? undefined })}
          />
          <InputNumber
            min={0}
            max={150}
            precision={0}
            aria-label={t(listWords.ageTo)}
            placeholder={t(listWords.ageTo)}
            value={filter.ageTo ?? null}
            onChange={(value) => set({ ageTo: value ?? undefined })}
          />
        </span>
      </div>
      <div className="list-found">
        <span aria-live="polite">
          {found.error ? t(wordsOf(found.error)) : t(listWords.found, { n: count(total, lang) })}
        </span>
        <Button disabled={total === 0 || found.isError} loading={added !== null} onClick={() => void addAll()}>
          {added === null
            ? t(listWords.add)
            : t(listWords.adding, { done: count(added, lang), total: count(total, lang) })}
        </Button>
      </div>
      {found.isError && <Alert type="warning" title={t(wordsOf(found.error))} />}
    </>
  )
}

const readPage = (filter: Filter, after: string | null) =>
  call(findResidents, { ...filter, limit: 200, ...(after === null ? {} : { after }) })

/** Without conditions that say nothing. */
const clean = ({ text, groups: group, work, residence, ageFrom, ageTo }: Filter): Filter => ({
  ...(text?.trim() ? { text: text.trim() } : {}),
  ...(group?.length ? { groups: group } : {}),
  ...(work?.length ? { work } : {}),
  ...(residence?.length ? { residence } : {}),
  ...(ageFrom === undefined ? {} : { ageFrom }),
  ...(ageTo === undefined ? {} : { ageTo }),
})

/** What was asked for, in a few words; typed text may be personal and is left out. */
function labelOf(filter: Filter, t: ReturnType<typeof useLang>['t']): string {
  const ages =
    filter.ageFrom !== undefined || filter.ageTo !== undefined
      ? [t(listWords.age, { from: filter.ageFrom ?? 0, to: filter.ageTo ?? 150 })]
      : []
  const parts = [
    ...(filter.groups ?? []).map((group) => t(groups.words[group])),
    ...(filter.work ?? []).map((work) => t(works.words[work])),
    ...(filter.residence ?? []).map((residence) => t(residences.words[residence])),
    ...ages,
    ...(filter.text ? [t(listWords.find)] : []),
  ]
  return parts.length > 0 ? parts.join(' · ') : t(listWords.everybody)
}
