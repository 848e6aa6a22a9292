-- The two roles of SiTAMU and the database they share. Run once by a superuser with psql;
-- passwords come from the environment, so that no process list shows them:
--   SANDI_PEMILIK=... SANDI_APP=... psql -v ON_ERROR_STOP=1 -d postgres -f peran.sql
--
-- sitamu_pemilik owns every object, migrates and makes the test databases.
-- sitamu_app runs the portal: it reads and writes rows and can create nothing that lasts.
\getenv sandi_pemilik SANDI_PEMILIK
\getenv sandi_app SANDI_APP

CREATE ROLE sitamu_pemilik LOGIN CREATEDB PASSWORD :'sandi_pemilik';
CREATE ROLE sitamu_app LOGIN PASSWORD :'sandi_app';
GRANT sitamu_app TO sitamu_pemilik; -- the owner may end sessions of the app when it drops a test database

-- template1 first: every database copied from it starts with the same extensions and grants.
\connect template1
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS unaccent;
ALTER DEFAULT PRIVILEGES FOR ROLE sitamu_pemilik GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sitamu_app;
ALTER DEFAULT PRIVILEGES FOR ROLE sitamu_pemilik GRANT USAGE, SELECT ON SEQUENCES TO sitamu_app;

\connect postgres
CREATE DATABASE sitamu OWNER sitamu_pemilik;
