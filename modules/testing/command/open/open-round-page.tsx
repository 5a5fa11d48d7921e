/** Plans a testing round and opens it: who, where and when on the left; what it takes, live, on the right. */
import { useNavigate } from '@tanstack/react-router'
import { Alert, App, Button, Input, Segmented, Select } from 'antd'
import { useDeferredValue, useMemo, useState } from 'react'
import { wordsOf } from '../../../../platform/web/client.ts'
import { Answer } from '../../../../platform/web/desk/answer.tsx'
import { AreaPicker } from '../../../../platform/web/desk/area-picker.tsx'
import { useDesk } from '../../../../platform/web/desk/desk-context.tsx'
import { Block, DeskPage, Nothing } from '../../../../platform/web/desk/desk-page.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { PlusIcon } from '../../../../platform/web/desk/icons.tsx'
import { LinkButton } from '../../../../platform/web/desk/link-button.tsx'
import { useAct, useAsk } from '../../../../platform/web/desk/queries.ts'
import { WhenPicker } from '../../../../platform/web/desk/when-picker.tsx'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { operations } from '../../../operation/contract.ts'
import type { Operation } from '../../../operation/model.ts'
import { groups } from '../../../register/model.ts'
import { testing } from '../../contract.ts'
import { poolSizes } from '../../model.ts'
import { proposeSites } from '../../planning.ts'
import { roundWords } from '../../words.ts'
import { poolWords } from '../use-round.ts'
import { useRounds } from '../use-rounds.ts'
import { hoursBetween, listed, type RoundDraft, scopeOf, type SiteDraft, whyNot } from './draft.ts'
import { commonArea, servedTwice, unserved } from './estimate.ts'
import { ListScope } from './list-scope.tsx'
import { SiteForm } from './site-form.tsx'
import { CROWDED, SiteTable } from './site-table.tsx'
import { SizePanel } from './size-panel.tsx'
import { splitSite } from './split-site.ts'
import { useAreaTree } from './use-area-tree.ts'
import { peopleIn, usePlacesDue, useSizeUp } from './use-due.ts'
import { openWords } from './words.ts'
import './open-round.css'

export default function OpenRoundPage() {
  const { t } = useLang()
  const { operation } = useDesk()
  const rounds = useRounds(operation?.id)
  const whole = useAsk(operations.operations.operation, { id: operation?.id ?? '' }, { when: operation !== null })
  const back = { to: '/testing', label: t(roundWords.allRounds) }
  if (operation === null || !operation.open)
    return (
      <DeskPage title={t(openWords.title)} back={back}>
        <Block>
          <Nothing
            title={t(roundWords.noOperation)}
            hint={t(roundWords.noOperationHint)}
            action={
              <LinkButton to="/operations" type="primary">
                {t(roundWords.toOperations)}
              </LinkButton>
            }
          />
        </Block>
      </DeskPage>
    )
  if (rounds.isPending || !whole.data)
    return (
      <DeskPage title={t(openWords.title)} back={back}>
        <Answer of={whole} height={320}>
          {() => null}
        </Answer>
      </DeskPage>
    )
  return <OpenRound key={operation.id} operation={whole.data} before={rounds.data?.rounds.length ?? 0} />
}

/** Tomorrow 08:00 to 18:00 in Shanghai: nobody opens a round for this very hour without saying so. */
function usualHours(): { opensAt: string; closesAt: string } {
  const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10)
  return {
    opensAt: new Date(`${tomorrow}T08:00:00+08:00`).toISOString(),
    closesAt: new Date(`${tomorrow}T18:00:00+08:00`).toISOString(),
  }
}

function OpenRound({ operation, before }: { operation: Operation; before: number }) {
  const { t, lang } = useLang()
  const { area } = useDesk()
  const { modal } = App.useApp()
  const navigate = useNavigate()
  // The round lies within the operation's area and within mine.
  const top = operation.path.startsWith(area.path) ? operation.path : area.path
  const [id] = useState(freshId)
  const [draft, setDraft] = useState<RoundDraft>(() => ({
    name: t(openWords.nameFirst, { n: before + 1 }),
    path: top,
    kind: 'whole',
    groups: [],
    batches: [],
    poolSize: 10,
    ...usualHours(),
  }))
  const set = (change: Partial<RoundDraft>) => setDraft((was) => ({ ...was, ...change }))
  // Null: the proposal stands and follows the form; otherwise the sites are mine.
  const [own, setOwn] = useState<readonly SiteDraft[] | null>(null)
  const [editing, setEditing] = useState<SiteDraft | null>(null)

  const hours = hoursBetween(draft.opensAt, draft.closesAt)
  const scope = useMemo(() => scopeOf(draft), [draft])
  const people = useMemo(() => listed(draft.batches), [draft.batches])
  const tree = useAreaTree(draft.path)
  const due = usePlacesDue(tree.places, useDeferredValue(scope), people)
  const size = useSizeUp(draft.path, useDeferredValue(scope), useDeferredValue(hours))
  const within = useMemo(
    () => peopleIn(due ?? [], tree.areas, draft.kind === 'list' ? people : null),
    [due, tree.areas, draft.kind, people],
  )
  const proposed = useMemo<SiteDraft[]>(
    () =>
      due === null || hours === 0
        ? []
        : proposeSites(
            due.map((place) => ({ ...place, name: tree.areas.get(place.path)?.name ?? '' })),
            hours,
          ).map((site) => ({
            id: freshId(),
            name: t(openWords.siteNameFor, { area: site.name }),
            kind: 'fixed',
            lanes: site.lanes,
            poolSize: draft.poolSize,
            catchment: [...site.catchment],
            opensAt: draft.opensAt,
            closesAt: draft.closesAt,
          })),
    [due, hours, draft.poolSize, draft.opensAt, draft.closesAt, tree.areas, t],
  )
  const sites = own ?? proposed
  // While the proposal is being worked out its absence is no fault of the form.
  const proposing = own === null && due === null && scope !== null
  const why = proposing ? [] : whyNot(draft, sites)
  const gaps = unserved(
    due ?? [],
    sites.map((site) => site.catchment),
  )
  const twice = servedTwice(sites.map((site) => site.catchment))
  const names = (paths: readonly string[]) => paths.map(tree.nameOf).join(lang === 'zh' ? '、' : ', ')

  const open = useAct(testing.operations.openRound, {
    refresh: [testing.room],
    onDone: (round) => void navigate({ to: `/testing/rounds/${round.id}` }),
  })
  const confirm = () => {
    if (!scope) return
    modal.confirm({
      title: t(openWords.confirmTitle, { name: draft.name.trim() }),
      content: t(openWords.confirmText, {
        n: count(size.data?.due ?? 0, lang),
        sites: sites.length,
        lanes: sites.reduce((sum, site) => sum + site.lanes, 0),
      }),
      okText: t(openWords.openPlain),
      onOk: () =>
        open
          .mutateAsync({
            id,
            operationId: operation.id,
            path: draft.path,
            name: draft.name.trim(),
            scope,
            poolSize: draft.poolSize,
            opensAt: draft.opensAt,
            closesAt: draft.closesAt,
            sites: sites.map((site) => ({ ...site, catchment: [...site.catchment], path: commonArea(site.catchment) })),
          })
          .catch(() => undefined),
    })
  }
  const newSite = (): SiteDraft => ({
    id: freshId(),
    name: '',
    kind: 'fixed',
    lanes: 1,
    poolSize: draft.poolSize,
    catchment: [],
    opensAt: draft.opensAt,
    closesAt: draft.closesAt,
  })
  const inSite = (site: SiteDraft) => site.catchment.reduce((sum, path) => sum + within(path), 0)
  const crowded = sites.filter((site) => inSite(site) > CROWDED)
  const split = async (some: readonly SiteDraft[]) => {
    const parts = await Promise.all(
      some.map((site) => splitSite(site, inSite(site), tree, draft.kind === 'list' ? within : null)),
    )
    setOwn((mine) => (mine ?? sites).flatMap((one) => parts[some.findIndex((site) => site.id === one.id)] ?? [one]))
  }
  return (
    <DeskPage
      title={t(openWords.title)}
      lead={t(openWords.lead)}
      back={{ to: '/testing', label: t(roundWords.allRounds) }}
    >
      <div className="open-round">
        <div className="open-form">
          <Block note={t(openWords.inOperation, { name: operation.name })} title={t(openWords.who)}>
            <div className="open-fields">
              <label htmlFor="round-name">{t(openWords.name)}</label>
              <Input
                id="round-name"
                maxLength={80}
                value={draft.name}
                onChange={(event) => set({ name: event.target.value })}
              />
              <span id="round-scope">{t(openWords.who)}</span>
              <div>
                <Segmented
                  aria-labelledby="round-scope"
                  value={draft.kind}
                  onChange={(kind) => set({ kind: kind as RoundDraft['kind'] })}
                  options={[
                    { value: 'whole', label: t(openWords.whole) },
                    { value: 'groups', label: t(openWords.groups) },
                    { value: 'list', label: t(openWords.list) },
                  ]}
                />
                {draft.kind === 'groups' && (
                  <Select
                    mode="multiple"
                    className="open-groups"
                    aria-label={t(openWords.groupsPick)}
                    placeholder={t(openWords.groupsPick)}
                    value={draft.groups}
                    onChange={(value) => set({ groups: value })}
                    options={groups.values.map((value) => ({ value, label: t(groups.words[value]) }))}
                  />
                )}
                {draft.kind === 'list' && (
                  <ListScope under={draft.path} batches={draft.batches} onChange={(batches) => set({ batches })} />
                )}
              </div>
              <label htmlFor="round-area">{t(openWords.where)}</label>
              <AreaPicker
                id="round-area"
                root={{ path: top, name: operation.path === top ? operation.areaName : area.name }}
                value={draft.path}
                onChange={(path) => {
                  set({ path })
                  setOwn(null)
                }}
              />
              <span>{t(openWords.when)}</span>
              <div className="open-hours">
                <WhenPicker
                  label={t(openWords.opens)}
                  value={draft.opensAt}
                  onChange={(at) => at && set({ opensAt: at })}
                />
                <span aria-hidden="true">–</span>
                <WhenPicker
                  label={t(openWords.closes)}
                  value={draft.closesAt}
                  onChange={(at) => at && set({ closesAt: at })}
                />
                <span className="muted">{t(openWords.hoursLong, { n: hours })}</span>
              </div>
              <span id="round-pool">{t(openWords.pool)}</span>
              <div>
                <Segmented
                  aria-labelledby="round-pool"
                  value={draft.poolSize}
                  onChange={(poolSize) => set({ poolSize })}
                  options={poolSizes.map((value) => ({ value, label: poolWords(value, t) }))}
                />
                <p className="muted">{t(openWords.poolHint)}</p>
              </div>
            </div>
          </Block>
          <Block
            title={t(openWords.sites)}
            note={t(openWords.sitesNote)}
            flush
            actions={
              <>
                {crowded.length > 1 && (
                  <Button title={t(openWords.splitHint)} onClick={() => void split(crowded)}>
                    {t(openWords.splitAll)}
                  </Button>
                )}
                {own && <Button onClick={() => setOwn(null)}>{t(openWords.repropose)}</Button>}
                <Button icon={<PlusIcon />} onClick={() => setEditing(newSite())}>
                  {t(openWords.addSite)}
                </Button>
              </>
            }
          >
            <SiteTable
              sites={sites}
              tree={tree}
              people={within}
              hours={draft}
              onEdit={setEditing}
              onSplit={(site) => void split([site])}
              onRemove={(site) => setOwn(sites.filter((one) => one.id !== site.id))}
            />
            {gaps.length > 0 && sites.length > 0 && (
              <Alert banner type="warning" title={t(openWords.notCovered, { areas: names(gaps) })} />
            )}
            {twice.length > 0 && <Alert banner type="info" title={t(openWords.twice, { areas: names(twice) })} />}
            {tree.error && <Alert banner type="error" title={t(wordsOf(tree.error))} />}
          </Block>
        </div>
        <aside className="open-side" aria-label={t(openWords.sizeTitle)}>
          <Block title={t(openWords.sizeTitle)}>
            <SizePanel
              size={size}
              sites={sites}
              people={within}
              poolSize={draft.poolSize}
              idle={scope === null || hours === 0}
            />
            {why.length > 0 && (
              <div className="open-why" role="status">
                {t(openWords.fixFirst)}
                <ul>
                  {why.map((word) => (
                    <li key={word[0]}>{t(word)}</li>
                  ))}
                </ul>
              </div>
            )}
            {open.error && <Alert type="error" showIcon title={t(wordsOf(open.error))} />}
            <Button
              type="primary"
              size="large"
              block
              disabled={proposing || why.length > 0 || size.data === undefined || size.data.due === 0}
              loading={open.isPending}
              onClick={confirm}
            >
              {size.data && scope ? t(openWords.open, { n: count(size.data.due, lang) }) : t(openWords.openPlain)}
            </Button>
          </Block>
        </aside>
      </div>
      {editing && (
        <SiteForm
          title={t(sites.some((site) => site.id === editing.id) ? openWords.changeSite : openWords.addSite)}
          site={editing}
          tree={tree}
          people={within}
          onClose={() => setEditing(null)}
          onSave={(saved) => {
            setOwn(
              sites.some((site) => site.id === saved.id)
                ? sites.map((site) => (site.id === saved.id ? saved : site))
                : [...sites, saved],
            )
            setEditing(null)
          }}
        />
      )}
    </DeskPage>
  )
}
