import styles from './anatomy.module.css';

/** A share of 1 as a bar. */
export function Bar({ share }: { share: number }) {
  return (
    <svg className={styles.bar} aria-hidden width="100%" height={8}>
      <rect width={`${Math.max(0, Math.min(1, share)) * 100}%`} height={8} />
    </svg>
  );
}
