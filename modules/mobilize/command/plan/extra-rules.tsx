/** Rules of a call-up that not every one needs: exemptions set aside by an officer's name, and the public beacon where there is one. */
import { Checkbox, Form, Input, Select } from 'antd'
import { Block } from '../../../../platform/web/desk/desk-page.tsx'
import { useAsk } from '../../../../platform/web/desk/queries.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { useMe } from '../../../../platform/web/session.tsx'
import { waivable } from '../../../staff/exempt.ts'
import { beaconRules } from '../../call-up-model.ts'
import { mobilize } from '../../contract.ts'
import { deskWords as w } from '../words.ts'

export function Waivers() {
  const t = useT()
  const { grant } = useMe()
  const chosen = (Form.useWatch<readonly string[] | undefined>('waive') ?? []).length > 0
  if (grant.role !== 'officer') return null
  return (
    <Block title={t(w.waive)}>
      <p className="muted">{t(w.waiveHint)}</p>
      <Form.Item name="waive">
        <Checkbox.Group
          aria-label={t(w.waive)}
          options={waivable.values.map((value) => ({ value, label: t(waivable.words[value]) }))}
        />
      </Form.Item>
      {chosen && (
        <Form.Item
          name="waiveReason"
          label={t(w.waiveReason)}
          rules={[{ required: true, whitespace: true, min: 2, message: t(w.required) }]}
        >
          <Input maxLength={200} />
        </Form.Item>
      )}
    </Block>
  )
}

export function BeaconChoice() {
  const t = useT()
  const host = useAsk(mobilize.operations.beacon, {}, { staleTime: 600_000 }).data?.host ?? null
  if (host === null) return null
  return (
    <Form.Item name="beacon" label={t(w.beacon)} extra={t(w.beaconHint, { host })}>
      <Select options={beaconRules.values.map((value) => ({ value, label: t(beaconRules.words[value]) }))} />
    </Form.Item>
  )
}
