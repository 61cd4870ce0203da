/** The browser's database in the tests: in memory, empty for each file. */
import "fake-indexeddb/auto";
