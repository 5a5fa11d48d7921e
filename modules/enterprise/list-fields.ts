/** What a list of enterprises may hold. */
import { type CodeOf, codes } from '../../platform/pure/codes.ts'

export const importFields = codes({
  name: ['名称', 'Name'],
  shortName: ['简称、招牌', 'Short name, sign'],
  kind: ['类型', 'Kind'],
  code: ['统一社会信用代码', 'Credit code'],
  industry: ['行业', 'Industry'],
  staff: ['从业人数', 'Staff'],
  rooms: ['房间数', 'Rooms'],
  floorArea: ['面积', 'Floor area'],
  legalName: ['负责人（法人、业主）', 'Person in charge'],
  legalPhone: ['负责人电话', 'Phone of the person in charge'],
  contactName: ['联系人', 'Contact'],
  contactPhone: ['联系电话', 'Contact phone'],
  area: ['社区、网格', 'Community or grid'],
  compound: ['小区、市场、楼宇', 'Compound, market, building name'],
  building: ['楼栋', 'Building'],
  unit: ['单元', 'Unit'],
  room: ['房号', 'Room'],
  address: ['地址', 'Address'],
  state: ['状态', 'State'],
  note: ['备注', 'Note'],
})
export type ImportField = CodeOf<typeof importFields>
