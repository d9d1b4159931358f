import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';
import styles from './Button.module.css';
import { classes } from './classes';
import { Spinner } from './Spinner';

type Look = {
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger';
  size?: 'medium' | 'small';
  icon?: LucideIcon | undefined;
  wide?: boolean;
};

const look = ({ variant = 'secondary', size = 'medium', wide }: Look, iconOnly: boolean) =>
  classes(
    styles['button'],
    styles[variant],
    size === 'small' && styles['small'],
    wide && styles['wide'],
    iconOnly && styles['iconOnly'],
  );

export type ButtonProps = Look &
  Omit<ComponentPropsWithRef<'button'>, 'className'> & { busy?: boolean; children?: ReactNode };

export const Button = ({
  variant,
  size,
  wide,
  icon: Icon,
  busy,
  children,
  disabled,
  type = 'button',
  ...rest
}: ButtonProps) => (
  <button
    {...rest}
    type={type}
    disabled={disabled === true || busy === true}
    className={look(
      { ...(variant && { variant }), ...(size && { size }), ...(wide && { wide }) },
      children === undefined,
    )}
  >
    {busy ? <Spinner /> : Icon && <Icon size={15} aria-hidden />}
    {children}
  </button>
);

export type IconButtonProps = Omit<ButtonProps, 'children' | 'aria-label'> & { label: string };

/** A button that shows an icon alone; its label is for screen readers and the tooltip. */
export const IconButton = ({ label, variant = 'ghost', ...rest }: IconButtonProps) => (
  <Button {...rest} variant={variant} aria-label={label} title={rest.title ?? label} />
);

export const ButtonLink = ({
  variant,
  size,
  wide,
  icon: Icon,
  children,
  ...rest
}: Look & Omit<LinkProps, 'className'> & { children?: ReactNode }) => (
  <Link
    {...rest}
    className={look(
      { ...(variant && { variant }), ...(size && { size }), ...(wide && { wide }) },
      children === undefined,
    )}
  >
    {Icon && <Icon size={15} aria-hidden />}
    {children}
  </Link>
);
