// What the two servers answer: the simulator's person's side, and the demo's own calls (docs/simulator.md).

export interface Person {
  id: number;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export interface ChatLine {
  id: number;
  type: string;
  title: string;
  last_text?: string;
  last_date?: string;
  version: number;
}

export interface Entity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
}

export interface Attachment {
  kind: string;
  file_id: string;
  file_name?: string;
  content_type?: string;
  size?: number;
  width?: number;
  height?: number;
  duration?: number;
}

export interface InlineButton {
  text: string;
  callback_data?: string;
  url?: string;
}

export interface Message {
  id: number;
  from: number;
  is_bot: boolean;
  date: string;
  edited?: boolean;
  text?: string;
  entities?: Entity[];
  attachment?: Attachment;
  inline_keyboard?: InlineButton[][];
  reply_to?: number;
  thread?: number;
  service?: string;
  // Who came or went, in a service note.
  whom?: number;
  version: number;
}

export interface ChatView {
  version: number;
  first_version?: number;
  type: string;
  title: string;
  blocked?: boolean;
  action?: string;
  messages: Message[];
  deleted?: number[];
  reply_keyboard?: unknown;
  migrated_to?: number;
}

export interface Command {
  command: string;
  description: string;
}

export interface PressAnswer {
  answered: boolean;
  text?: string;
  show_alert?: boolean;
  url?: string;
}

export interface DemoPerson {
  id: number;
  name: string;
  role: string;
  office?: string;
  language?: string;
}

export interface Moment {
  name: string;
  at: string;
}

export interface DemoState {
  now: string;
  time_zone: string;
  moved: boolean;
  bot: { id: number; username: string };
  people: DemoPerson[];
  moments: Moment[];
}
