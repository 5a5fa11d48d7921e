/** A place made, changed or closed. */
import { Form, Input } from 'antd'
import { FormDialog } from '../../../platform/web/desk/form-dialog.tsx'
import { AreaPicker } from '../../../platform/web/desk/area-picker.tsx'
import { useDesk } from '../../../platform/web/desk/desk-context.tsx'
import { freshId } from '../../../platform/web/fresh-id.ts'
import { useT } from '../../../platform/web/lang.tsx'
import { deployment } from '../contract.ts'
import type { Place } from '../model.ts'
import { deployWords as w } from '../words.ts'
import { useDo } from './use-deployment.ts'

type Typed = Pick<Place, 'name' | 'path' | 'address' | 'contactName' | 'contactPhone'>

export function PlaceDialog({
  place,
  operationId,
  onClose,
}: {
  place: Place | null
  operationId: string
  onClose: () => void
}) {
  const t = useT()
  const { area } = useDesk()
  const save = useDo(deployment.operations.putPlace, onClose)
  const close = useDo(deployment.operations.closePlace, onClose)
  const needed = { required: true, message: t(w.required) }
  const first: Partial<Typed> = place ?? { path: area.path, address: '', contactName: '', contactPhone: '' }
  return (
    <FormDialog<Typed>
      title={t(place ? w.changePlace : w.addPlace)}
      first={first}
      saving={save.isPending}
      onSave={(typed) =>
        save.mutate({ ...typed, operationId, id: place?.id ?? freshId(), version: place?.version ?? null })
      }
      onClose={onClose}
      danger={
        place && {
          label: t(w.closePlace),
          busy: close.isPending,
          onClick: () => close.mutate({ id: place.id, version: place.version }),
        }
      }
    >
      <Form.Item name="name" label={t(w.placeName)} rules={[{ ...needed, whitespace: true }]}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="path" label={t(w.placeArea)} rules={[needed]}>
        <AreaPicker shownAs={place?.areaName ?? area.name} disabled={place !== null} />
      </Form.Item>
      <Form.Item name="address" label={t(w.address)}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="contactName" label={t(w.contactName)}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="contactPhone"
          label={t(w.contactPhone)}
          extra={t(w.contactPhoneHint)}
          rules={[{ pattern: /^[0-9+ -]{0,20}$/, message: t(w.phoneShape) }]}
        >
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
      </div>
    </FormDialog>
  )
}
