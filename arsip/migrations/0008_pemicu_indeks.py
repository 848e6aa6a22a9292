"""Triggers that keep the search index: whoever writes, also in bulk, the index follows.

`arsip_lipat` folds as `nama_kunci` does for plain letters: small, signs become blanks, so that
`800/123/2026` is three words for the document and for whoever searches.
"""

from django.db import migrations

SQL = r"""
CREATE FUNCTION arsip_lipat(isi text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT btrim(regexp_replace(lower(isi), '[^[:alnum:]]+', ' ', 'g'))
$$;

CREATE FUNCTION arsip_indeks_tulis(ids uuid[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO arsip_indeksdokumen
        (dokumen_id, pegawai_id, jenis_id, versi_id, tahun, pada, kata, vektor)
    SELECT d.id, d.pegawai_id, d.jenis_id, v.id,
        CASE WHEN d.kunci ~ '^(19|20)[0-9]{2}$' THEN d.kunci::smallint
            ELSE extract(year FROM v.pada)::smallint END,
        v.pada, k.kata || ' ' || left(t.teks, 300),
        to_tsvector('indonesian', k.kata || ' ' || t.teks)
    FROM arsip_dokumen d
    JOIN arsip_versidokumen v ON v.id = d.versi_kini_id
    JOIN arsip_jenisdokumen j ON j.kode = d.jenis_id
    JOIN inti_pegawai p ON p.id = d.pegawai_id
    LEFT JOIN arsip_teksversi i ON i.versi_id = v.id
    CROSS JOIN LATERAL (SELECT coalesce(arsip_lipat(i.teks), '') AS teks) t
    CROSS JOIN LATERAL (SELECT concat_ws(' ', p.nama_kunci, p.nip,
        arsip_lipat(p.nomor_induk), arsip_lipat(j.nama), arsip_lipat(d.kunci)) AS kata) k
    WHERE d.id = ANY (ids) AND v.status = 'SIAP'
    ON CONFLICT (dokumen_id) DO UPDATE SET pegawai_id = excluded.pegawai_id,
        jenis_id = excluded.jenis_id, versi_id = excluded.versi_id, tahun = excluded.tahun,
        pada = excluded.pada, kata = excluded.kata, vektor = excluded.vektor
$$;

CREATE FUNCTION arsip_indeks_dokumen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.versi_kini_id IS NULL THEN
        DELETE FROM arsip_indeksdokumen WHERE dokumen_id = NEW.id;
    ELSE
        PERFORM arsip_indeks_tulis(ARRAY[NEW.id]);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER indeks_dokumen
    AFTER INSERT OR UPDATE OF versi_kini_id, pegawai_id, jenis_id, kunci ON arsip_dokumen
    FOR EACH ROW EXECUTE FUNCTION arsip_indeks_dokumen();

CREATE FUNCTION arsip_indeks_teks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arsip_indeks_tulis(ARRAY(
        SELECT id FROM arsip_dokumen WHERE versi_kini_id = NEW.versi_id));
    RETURN NULL;
END $$;
CREATE TRIGGER indeks_teks AFTER INSERT OR UPDATE OF teks ON arsip_teksversi
    FOR EACH ROW EXECUTE FUNCTION arsip_indeks_teks();

-- A version that is no longer ready (destroyed, withdrawn) keeps no word of its content.
CREATE FUNCTION arsip_indeks_versi() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM arsip_teksversi WHERE versi_id = NEW.id;
    DELETE FROM arsip_indeksdokumen WHERE versi_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER indeks_versi AFTER UPDATE OF status ON arsip_versidokumen
    FOR EACH ROW WHEN (OLD.status = 'SIAP' AND NEW.status <> 'SIAP')
    EXECUTE FUNCTION arsip_indeks_versi();

CREATE FUNCTION arsip_indeks_pegawai() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arsip_indeks_tulis(ARRAY(
        SELECT dokumen_id FROM arsip_indeksdokumen WHERE pegawai_id = NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER indeks_arsip AFTER UPDATE OF nama_kunci, nip, nomor_induk ON inti_pegawai
    FOR EACH ROW WHEN ((OLD.nama_kunci, OLD.nip, OLD.nomor_induk)
        IS DISTINCT FROM (NEW.nama_kunci, NEW.nip, NEW.nomor_induk))
    EXECUTE FUNCTION arsip_indeks_pegawai();

CREATE FUNCTION arsip_indeks_jenis() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM arsip_indeks_tulis(ARRAY(
        SELECT dokumen_id FROM arsip_indeksdokumen WHERE jenis_id = NEW.kode));
    RETURN NULL;
END $$;
CREATE TRIGGER indeks_jenis AFTER UPDATE OF nama ON arsip_jenisdokumen
    FOR EACH ROW WHEN (OLD.nama IS DISTINCT FROM NEW.nama)
    EXECUTE FUNCTION arsip_indeks_jenis();

SELECT arsip_indeks_tulis(ARRAY(SELECT id FROM arsip_dokumen WHERE versi_kini_id IS NOT NULL));
"""
UNDO = """
DROP TRIGGER indeks_jenis ON arsip_jenisdokumen;
DROP TRIGGER indeks_arsip ON inti_pegawai;
DROP TRIGGER indeks_versi ON arsip_versidokumen;
DROP TRIGGER indeks_teks ON arsip_teksversi;
DROP TRIGGER indeks_dokumen ON arsip_dokumen;
DROP FUNCTION arsip_indeks_jenis();
DROP FUNCTION arsip_indeks_pegawai();
DROP FUNCTION arsip_indeks_versi();
DROP FUNCTION arsip_indeks_teks();
DROP FUNCTION arsip_indeks_dokumen();
DROP FUNCTION arsip_indeks_tulis(uuid[]);
DROP FUNCTION arsip_lipat(text);
"""


class Migration(migrations.Migration):
    dependencies = [("arsip", "0007_cari")]

    operations = [migrations.RunSQL(SQL, UNDO)]
