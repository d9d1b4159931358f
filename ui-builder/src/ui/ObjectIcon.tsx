import {
  Boxes,
  Briefcase,
  Building2,
  Calendar,
  CircleDollarSign,
  ClipboardList,
  Contact,
  FileText,
  Flag,
  Folder,
  Handshake,
  Mail,
  MapPin,
  Megaphone,
  Package,
  Phone,
  Receipt,
  ShoppingCart,
  Star,
  Tag,
  Target,
  Truck,
  User,
  Users,
  Wrench,
  type LucideIcon,
} from 'lucide-react';

/** The icons an object may choose from; the names are stored in metadata, so none may be dropped. */
export const objectIcons: Record<string, LucideIcon> = {
  box: Boxes,
  briefcase: Briefcase,
  building: Building2,
  calendar: Calendar,
  money: CircleDollarSign,
  clipboard: ClipboardList,
  contact: Contact,
  file: FileText,
  flag: Flag,
  folder: Folder,
  handshake: Handshake,
  mail: Mail,
  place: MapPin,
  megaphone: Megaphone,
  package: Package,
  phone: Phone,
  receipt: Receipt,
  cart: ShoppingCart,
  star: Star,
  tag: Tag,
  target: Target,
  truck: Truck,
  user: User,
  users: Users,
  wrench: Wrench,
};

export const ObjectIcon = ({
  icon,
  color,
  size = 16,
}: {
  icon?: string | null | undefined;
  color?: string | null | undefined;
  size?: number;
}) => {
  const Icon = objectIcons[icon ?? ''] ?? Boxes;
  return <Icon size={size} aria-hidden style={color ? { color } : undefined} />;
};
