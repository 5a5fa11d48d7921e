/** A property manager and the places it looks after: chosen from the tree one after another. */
import { App, Button, Form, Input } from 'antd'
import { FormDialog } from '../../../../platform/web/desk/form-dialog.tsx'
import { useState } from 'react'
import { wordsOf } from '../../../../platform/web/client.ts'
import { AreaPicker } from '../../../../platform/web/desk/area-picker.tsx'
import { CloseIcon } from '../../../../platform/web/desk/icons.tsx'
import { useAct } from '../../../../platform/web/desk/queries.ts'
import { freshId } from '../../../../platform/web/fresh-id.ts'
import { useT } from '../../../../platform/web/lang.tsx'
import { enterprises } from '../../contract.ts'
import type { PropertyManager } from '../../model.ts'
import { enterpriseWords, managerWords as w } from '../../words.ts'

interface Place {
  readonly path: string
  readonly name: string
}
interface PlacesProps {
  readonly value?: readonly Place[]
  readonly onChange?: (places: readonly Place[]) => void
}

function Places({ value = [], onChange }: PlacesProps) {
  const t = useT()
  return (
    <>
      <ul className="place-list">
        {value.map((place) => (
          <li key={place.path}>
            {place.name}
            <Button
              type="text"
              size="small"
              icon={<CloseIcon />}
              aria-label={t(w.takeAway, { name: place.name })}
              onClick={() => onChange?.(value.filter((one) => one.path !== place.path))}
            />
          </li>
        ))}
      </ul>
      <AreaPicker
        label={t(w.addPlace)}
        value={null}
        onChange={(path, name) => {
          if (!value.some((one) => one.path === path)) onChange?.([...value, { path, name }])
        }}
      />
    </>
  )
}

interface Typed {
  readonly name: string
  readonly contactName?: string
  readonly phone?: string
  readonly note?: string
  readonly places: readonly Place[]
}

export function PropertyForm({ manager, onClose }: { manager: PropertyManager | null; onClose: () => void }) {
  const t = useT()
  const { message } = App.useApp()
  const [id] = useState(() => manager?.id ?? freshId())
  const act = useAct(enterprises.operations.putManager, {
    refresh: [enterprises.room],
    onDone: () => {
      void message.success(t(w.saved))
      onClose()
    },
    onProblem: (error) => void message.error(t(wordsOf(error))),
  })
  return (
    <FormDialog<Typed>
      title={t(manager ? w.changeTitle : w.addTitle)}
      first={manager ? { ...manager, places: manager.areas } : { places: [] }}
      saving={act.isPending}
      onSave={({ name, contactName, phone, note, places }) =>
        act.mutate({
          id,
          name,
          contactName: contactName?.trim() || null,
          phone: phone?.trim() || null,
          note: note?.trim() || null,
          looksAfter: places.map((place) => place.path),
          version: manager?.version ?? null,
        })
      }
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t(w.name)}
        rules={[{ required: true, whitespace: true, message: t(enterpriseWords.needName) }]}
      >
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="contactName" label={t(w.contactName)}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={t(w.phone)} extra={t(w.phoneHint)}>
          <Input maxLength={30} inputMode="tel" autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item
        name="places"
        label={t(w.looksAfter)}
        rules={[
          {
            validator: (_, places: readonly Place[]) =>
              places.length > 0 ? Promise.resolve() : Promise.reject(new Error(t(w.needPlace))),
          },
        ]}
      >
        <Places />
      </Form.Item>
      <Form.Item name="note" label={t(w.note)}>
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
    </FormDialog>
  )
}
