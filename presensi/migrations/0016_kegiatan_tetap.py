"""Daily work of a closed month stays as it is, as other facts about its days."""

from django.db import migrations

TABLE = "presensi_kegiatan"
TRIGGER = """
CREATE TRIGGER tetap_tambah AFTER INSERT ON {table} REFERENCING NEW TABLE AS berubah
    FOR EACH STATEMENT EXECUTE FUNCTION presensi_bulan_tetap();
CREATE TRIGGER tetap_ubah_lama AFTER UPDATE ON {table} REFERENCING OLD TABLE AS berubah
    FOR EACH STATEMENT EXECUTE FUNCTION presensi_bulan_tetap();
CREATE TRIGGER tetap_ubah_baru AFTER UPDATE ON {table} REFERENCING NEW TABLE AS berubah
    FOR EACH STATEMENT EXECUTE FUNCTION presensi_bulan_tetap();
CREATE TRIGGER tetap_hapus AFTER DELETE ON {table} REFERENCING OLD TABLE AS berubah
    FOR EACH STATEMENT EXECUTE FUNCTION presensi_bulan_tetap();
"""
BACK = "".join(
    f"DROP TRIGGER {name} ON {TABLE};"
    for name in ("tetap_tambah", "tetap_ubah_lama", "tetap_ubah_baru", "tetap_hapus")
)


class Migration(migrations.Migration):
    dependencies = [("presensi", "0015_kinerja_isi")]

    operations = [migrations.RunSQL(TRIGGER.format(table=TABLE), BACK)]
