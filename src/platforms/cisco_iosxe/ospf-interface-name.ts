import { printedInterfaceName } from './interface-names.ts';

/** The full name of an interface, or the name that OSPF gives to a virtual link (`OSPF_VL0`) or a sham link (`OSPF_SL0`). */
export function ospfInterfaceName(printed: string): string | null {
  return /^OSPF_[SV]L\d{1,5}$/.test(printed) ? printed : printedInterfaceName(printed);
}
