-- A form that somebody opened holds the words they had typed. From now on they are forgotten after a day; these are older.
delete from button where action like 'form %';
