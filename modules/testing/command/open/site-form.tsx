/** One site in a drawer: name, kind, lanes, pool, hours and its catchment ticked in the tree of areas. */
import { Alert, Button, Drawer, Form, Input, InputNumber, Segmented, Select, Tree } from 'antd'
import { type Key, useState } from 'react'
import { WhenPicker } from '../../../../platform/web/desk/when-picker.tsx'
import { count } from '../../../../platform/web/desk/figures.ts'
import { useLang } from '../../../../platform/web/lang.tsx'
import { web } from '../../../../platform/web/words.ts'
import { poolSizes, siteKinds } from '../../model.ts'
import { capacityOf, hoursFor, lanesFor } from '../../planning.ts'
import { hoursBetween, type SiteDraft } from './draft.ts'
import { topmost } from './estimate.ts'
import type { Area, AreaTree } from './use-area-tree.ts'
import { openWords } from './words.ts'

interface SiteFormProps {
  readonly title: string
  readonly site: SiteDraft
  readonly tree: AreaTree
  readonly people: (path: string) => number
  readonly saving?: boolean
  readonly problem?: string | undefined
  readonly onSave: (site: SiteDraft) => void
  readonly onClose: () => void
}

interface Node {
  key: string
  title: string
  isLeaf: boolean
  children?: Node[]
}

/** A catchment is made of grids and what lies above them. */
const isLeaf = (area: Area): boolean => area.kind === 'grid' || area.children === 0

const nodesOf = (areas: readonly Area[], tree: AreaTree): Node[] =>
  areas.map((area) => {
    const below = tree.childrenOf(area.path)
    return {
      key: area.path,
      title: area.name,
      isLeaf: isLeaf(area),
      ...(below && !isLeaf(area) ? { children: nodesOf(below, tree) } : {}),
    }
  })

export function SiteForm({ title, site, tree, people, saving, problem, onSave, onClose }: SiteFormProps) {
  const { t, lang } = useLang()
  const [draft, setDraft] = useState(site)
  const set = (change: Partial<SiteDraft>) => setDraft((before) => ({ ...before, ...change }))
  const within = draft.catchment.reduce((sum, path) => sum + people(path), 0)
  const hours = hoursBetween(draft.opensAt, draft.closesAt)
  const capacity = capacityOf(draft.lanes, hours)
  const nameless = draft.name.trim() === ''
  const reversed = hours === 0
  const nowhere = draft.catchment.length === 0
  return (
    <Drawer
      open
      size={480}
      title={title}
      onClose={onClose}
      footer={
        <div className="site-form-foot">
          <Button onClick={onClose}>{t(web.cancel)}</Button>
          <Button
            type="primary"
            loading={saving === true}
            disabled={nameless || reversed || nowhere}
            onClick={() => onSave({ ...draft, name: draft.name.trim() })}
          >
            {t(web.save)}
          </Button>
        </div>
      }
    >
      <Form layout="vertical">
        {problem && <Alert type="error" showIcon title={problem} style={{ marginBottom: 16 }} />}
        <Form.Item label={t(openWords.siteName)} htmlFor="site-name">
          <Input
            id="site-name"
            maxLength={60}
            value={draft.name}
            status={nameless ? 'error' : ''}
            onChange={(event) => set({ name: event.target.value })}
          />
        </Form.Item>
        <div className="pair">
          <Form.Item label={t(openWords.kind)} htmlFor="site-kind">
            <Select
              id="site-kind"
              value={draft.kind}
              onChange={(kind) => set({ kind })}
              options={siteKinds.values.map((value) => ({ value, label: t(siteKinds.words[value]) }))}
            />
          </Form.Item>
          <Form.Item label={t(openWords.lanes)} htmlFor="site-lanes">
            <InputNumber
              id="site-lanes"
              min={1}
              max={60}
              precision={0}
              value={draft.lanes}
              onChange={(lanes) => set({ lanes: lanes ?? 1 })}
              style={{ width: '100%' }}
            />
          </Form.Item>
        </div>
        <Form.Item label={t(openWords.pool)}>
          <Segmented
            block
            aria-label={t(openWords.pool)}
            value={draft.poolSize}
            onChange={(poolSize) => set({ poolSize })}
            options={poolSizes.map((value) => ({
              value,
              label: value === 1 ? t(openWords.poolSingle) : t(openWords.poolOf, { n: value }),
            }))}
          />
        </Form.Item>
        <div className="pair">
          <Form.Item label={t(openWords.opens)} htmlFor="site-opens">
            <WhenPicker id="site-opens" value={draft.opensAt} onChange={(at) => at && set({ opensAt: at })} />
          </Form.Item>
          <Form.Item
            label={t(openWords.closes)}
            htmlFor="site-closes"
            {...(reversed ? { validateStatus: 'error' as const, help: t(openWords.reversed) } : {})}
          >
            <WhenPicker id="site-closes" value={draft.closesAt} onChange={(at) => at && set({ closesAt: at })} />
          </Form.Item>
        </div>
        <p className="site-form-size">
          <strong>{t(openWords.people, { n: count(within, lang) })}</strong>
          {' · '}
          {t(openWords.enough, { hours, n: count(capacity, lang) })}
          {within > capacity && hours > 0 && (
            <span className="hand">
              {t(openWords.notEnough, { hours: hoursFor(within, draft.lanes), lanes: lanesFor(within, hours) })}
            </span>
          )}
        </p>
        <h3 id="site-catchment">{t(openWords.catchment)}</h3>
        <Tree
          checkable
          selectable={false}
          aria-labelledby="site-catchment"
          treeData={nodesOf(tree.places ?? [], tree)}
          loadData={(node) => tree.load(String(node.key)).then(() => undefined)}
          checkedKeys={[...draft.catchment]}
          onCheck={(checked) => {
            const keys = (Array.isArray(checked) ? checked : checked.checked).map((key: Key) => String(key))
            set({ catchment: topmost(keys) })
          }}
          titleRender={(node) => (
            <span className="site-form-area">
              {node.title}
              <span className="muted">{count(people(node.key), lang)}</span>
            </span>
          )}
        />
      </Form>
    </Drawer>
  )
}
