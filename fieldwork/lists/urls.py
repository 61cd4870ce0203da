"""URLs of lists."""

from django.urls import path

from fieldwork.lists.views import board, bulk, exports, saved_views, table

urlpatterns = [
    path("orders/table", table.table, name="orders-table"),
    path("orders/table/rows", table.table_rows, name="orders-table-rows"),
    path("orders/table/columns", table.columns, name="orders-columns"),
    path("orders/export.csv", exports.export, {"ending": "csv"}, name="orders-csv"),
    path("orders/export.xlsx", exports.export, {"ending": "xlsx"}, name="orders-xlsx"),
    path("orders/board", board.board, name="orders-board"),
    path("orders/board/columns", board.board_columns, name="orders-board-columns"),
    path("orders/<int:number>/moves", board.order_moves, name="order-moves"),
    path("orders/bulk/field-workers", bulk.field_workers, name="orders-bulk-workers"),
    path("orders/bulk/read", bulk.read, name="orders-bulk-read"),
    path("orders/views", saved_views.views, name="orders-views"),
    path("orders/views/<int:key>/removal", saved_views.removal, name="orders-view-removal"),
]
