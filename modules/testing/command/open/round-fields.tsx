/** Who, where and when of a round, and how many share a tube. */
import { Input, Segmented, Select } from 'antd'
import { AreaPicker } from '../../../../platform/web/desk/area-picker.tsx'
import { WhenPicker } from '../../../../platform/web/desk/when-picker.tsx'
import { useT } from '../../../../platform/web/lang.tsx'
import { groups } from '../../../register/model.ts'
import { poolSizes } from '../../model.ts'
import { poolWords } from '../use-round.ts'
import type { RoundDraft } from './draft.ts'
import { ListScope } from './list-scope.tsx'
import type { RoundPlan } from './use-round-plan.ts'
import { openWords } from './words.ts'

interface RoundFieldsProps {
  readonly plan: RoundPlan
  /** The widest area that the round may have. */
  readonly top: { readonly path: string; readonly name: string }
}

export function RoundFields({ plan, top }: RoundFieldsProps) {
  const t = useT()
  const { draft, set, hours } = plan
  return (
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
            showSearch={{ optionFilterProp: 'label' }}
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
      <AreaPicker id="round-area" root={top} value={draft.path} onChange={(path) => set({ path })} />
      <span>{t(openWords.when)}</span>
      <div className="open-hours">
        <WhenPicker label={t(openWords.opens)} value={draft.opensAt} onChange={(at) => at && set({ opensAt: at })} />
        <span aria-hidden="true">–</span>
        <WhenPicker label={t(openWords.closes)} value={draft.closesAt} onChange={(at) => at && set({ closesAt: at })} />
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
  )
}
