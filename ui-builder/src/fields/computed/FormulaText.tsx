import type { Json } from '@/api';
import styles from '../shared/fields.module.css';
import { textOf } from '../shared/values';
import { asText, pieces, safeAddress, safeImage, type Piece } from './markup';

type Shown<K extends Piece['is']> = Extract<Piece, { is: K }>;

/** The texts of formulas: links, pictures and line breaks are made by HYPERLINK, IMAGE and BR. */
export const FormulaText = ({ value }: { value: Json | undefined }) => (
  <span className={styles['plain']}>
    <Pieces of={textOf(value)} />
  </span>
);

export const FormulaCell = ({ value }: { value: Json | undefined }) => (
  <span className={styles['cell']} title={asText(textOf(value))}>
    <Pieces of={textOf(value)} inOneLine />
  </span>
);

const Pieces = ({ of, inOneLine = false }: { of: string; inOneLine?: boolean }) => (
  <>
    {pieces(of).map((piece, index) => (
      <Shown key={index} piece={piece} inOneLine={inOneLine} />
    ))}
  </>
);

const Shown = ({ piece, inOneLine }: { piece: Piece; inOneLine: boolean }) => {
  switch (piece.is) {
    case 'text':
      return piece.text;
    case 'break':
      return inOneLine ? ' ' : <br />;
    case 'image':
      return <Picture image={piece} />;
    case 'link':
      return <Link link={piece} />;
  }
};

/** A label may be a picture, but not another link. */
const Label = ({ text }: { text: string }) => (
  <>
    {pieces(text).map((piece, index) =>
      piece.is === 'image' ? (
        <Picture key={index} image={piece} />
      ) : piece.is === 'text' ? (
        piece.text
      ) : (
        piece.is === 'link' && piece.label
      ),
    )}
  </>
);

const Link = ({ link }: { link: Shown<'link'> }) => {
  const address = safeAddress(link.url);
  if (!address) return <Label text={link.label} />;
  const target = /^_(?:self|parent|top)$/i.test(link.target) ? link.target : '_blank';
  return (
    <a
      href={address}
      target={target}
      rel="noopener noreferrer"
      // A click in a list is meant for the link, not for the row.
      onClick={(event) => event.stopPropagation()}
    >
      <Label text={link.label || address} />
    </a>
  );
};

/** Of other hosts too: they are not told which page has it. */
const Picture = ({ image }: { image: Shown<'image'> }) => {
  const address = safeImage(image.url);
  if (!address) return image.alternative;
  return (
    <img
      src={address}
      alt={image.alternative}
      height={image.height}
      width={image.width}
      loading="lazy"
      referrerPolicy="no-referrer"
      className={styles['formulaImage']}
    />
  );
};
